// Numbers that are the same on every machine for the same seed; the standard distributions are not.
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <span>

namespace pilotage::generate {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    /// A stream of its own for each pair, so that one person's life does not depend on how many came before.
    Random(std::uint64_t seed, std::uint64_t stream)
        : state_(seed * 0x9E3779B97F4A7C15ull ^ (stream + 1) * 0xD1B54A32D192ED03ull) {
        next();
    }

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15ull;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ z >> 27) * 0x94D049BB133111EBull;
        return z ^ z >> 31;
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }
    /// From `least` to `most`, both included.
    int between(int least, int most) {
        return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    /// An index, as often as its weight says.
    int pick(std::span<const double> weights) {
        double sum = 0;
        for (const double weight : weights) sum += weight;
        double at = unit() * sum;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if ((at -= weights[i]) < 0) return static_cast<int>(i);
        return static_cast<int>(weights.size()) - 1;
    }
    int pick(std::initializer_list<double> weights) { return pick(std::span(weights.begin(), weights.size())); }
    /// Days until something that comes at random, `mean` days on average.
    int wait(double mean) { return static_cast<int>(-mean * std::log(1 - unit())); }

private:
    std::uint64_t state_;
};

} // namespace pilotage::generate
