// A library like any other: it has no descriptor.
extern "C" __attribute__((visibility("default"))) int answer() {
    return 42;
}
