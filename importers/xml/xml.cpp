#include "importers/xml/xml.hpp"

#include "importers/records/record_reader.hpp"
#include "importers/xml/element_names.hpp"
#include "importers/xml/record_path.hpp"

#include <algorithm>

namespace pilotage::importers {
namespace {

using Remark = ElementNames::Remark;

constexpr std::size_t head_size = 256 << 10;
constexpr std::string_view instance_namespace = "http://www.w3.org/2001/XMLSchema-instance";
constexpr std::string_view space = " \t\r\n";

bool is_blank(std::string_view text) {
    return text.find_first_not_of(space) == std::string_view::npos;
}

class XmlReader final : public RecordReader, private XmlEvents {
public:
    XmlReader(std::shared_ptr<const File> file, const Options& options)
        : RecordReader(options), source_(std::move(file), options.limits),
          stream_(*this, options.limits, options.encoding) {
        if (options.record_path.empty()) {
            paths_.push_back(find_record_path(source_.file().read_at(0, head_size), options));
            if (paths_.back().empty()) paths_.pop_back();
        } else {
            paths_ = parse_record_paths(options.record_path);
        }
        elements_.reserve(options.limits.nesting + 1);
        begin();
    }

    std::string_view format() const override { return "xml"; }
    std::string decisions() const override;
    std::uint64_t bytes_done() const override { return source_.bytes_done(); }
    std::uint64_t bytes_all() const override { return source_.bytes_all(); }

private:
    struct Element {
        std::uint32_t name = 0;
        std::uint32_t leads_to = 0; ///< a bit for each record path that goes through the element
        std::uint32_t ends = 0;     ///< the same for those that end at it
        std::size_t path = 0;       ///< length of path_ before it
        std::size_t text = 0;       ///< length of text_ before it
        bool in_record = false;     ///< in one or one itself
        bool has_elements = false;
        bool nil = false;
        ChildCounts children;

        bool around_records() const { return (leads_to & ~ends) != 0; }
    };
    struct OpenRecord {
        RecordQueue::Record* record;
        std::size_t base; ///< where in path_ the names of its columns begin
    };
    /// A value that stands around records.
    struct Inherited {
        std::size_t depth; ///< of the element it belongs to
        std::string name, value;
    };

    bool parse_some() override;
    void start(const QualifiedName& name, const char** attributes) override;
    void end(const QualifiedName& name) override;
    void characters(std::string_view text) override;

    Element& push(const QualifiedName& name);
    void begin_record(const Element& element);
    void read_attributes(Element& element, const char** attributes);
    void keep_text(const Element& element, std::string_view text);
    void inherit(std::uint32_t element, std::string_view name, std::string_view value);
    void forget_inherited();
    void set(std::string_view column, std::string_view value);
    void remark(std::uint32_t name, Remark remark, Issue::Severity severity, const char* rule, const char* message,
                const char* remedy);
    std::string_view column_name() const { return std::string_view(path_).substr(records_.back().base); }

    ByteSource source_;
    XmlStream stream_;
    std::vector<RecordPath> paths_;
    ElementNames names_;
    std::vector<Element> elements_; ///< the first depth_ are open
    std::size_t depth_ = 0;
    std::vector<OpenRecord> records_;
    std::string path_, text_, scratch_;
    std::vector<Inherited> inherited_;
    NameIndex inherited_index_;
    std::uint64_t record_count_ = 0;
};

std::string XmlReader::decisions() const {
    std::string text = stream_.encoding() + ", records ";
    char before = 0;
    for (const auto& path : paths_) {
        if (before != 0) text += before;
        text += to_string(path);
        before = '|';
    }
    if (options().record_path.empty()) text += " (found by what repeats)";
    return text;
}

bool XmlReader::parse_some() {
    if (stream_.push(source_)) return true;
    if (record_count_ == 0)
        queue().report(
            {Issue::Severity::error,
             "xml.no_records",
             {},
             0,
             0,
             0,
             "The file has no element at the path of its records (" + decisions() + ").",
             "Check whether this is the file that was meant, and whether its elements are named as agreed."});
    return false;
}

XmlReader::Element& XmlReader::push(const QualifiedName& name) {
    const auto id = names_.find(name, options().limits);
    if (!id)
        stream_.refuse("limit.columns", "The file has more names of elements, or longer ones, than the limits allow.",
                       "Check whether names in this file are data; names must be few and short.");
    if (names_.other_namespace(*id, name.space))
        remark(*id, Remark::namespace_conflict, Issue::Severity::warning, "xml.namespace_conflict",
               "An element has the local name of another one in another namespace; both are read into the same column.",
               "Have different things written under different names.");
    const std::uint32_t around = depth_ == 0 ? ~0u : elements_[depth_ - 1].leads_to;
    const bool in_record = depth_ > 0 && elements_[depth_ - 1].in_record;
    if (elements_.size() == depth_) elements_.emplace_back();
    Element& element = elements_[depth_];
    element.name = *id;
    element.leads_to = element.ends = 0;
    for (std::size_t i = 0; i < paths_.size(); ++i) {
        if ((around >> i & 1) == 0 || paths_[i].size() <= depth_ || paths_[i][depth_] != name.local) continue;
        element.leads_to |= 1u << i;
        if (paths_[i].size() == depth_ + 1) element.ends |= 1u << i;
    }
    element.path = path_.size();
    element.text = text_.size();
    element.in_record = in_record || element.ends != 0;
    element.has_elements = element.nil = false;
    element.children.clear();
    ++depth_;
    return element;
}

void XmlReader::start(const QualifiedName& name, const char** attributes) {
    Element& element = push(name);
    if (depth_ > 1) {
        Element& around = elements_[depth_ - 2];
        around.has_elements = true;
        // Indentation: of an element with a million children it would add up.
        if (is_blank(std::string_view(text_).substr(around.text))) text_.resize(element.text = around.text);
    }
    if (element.ends != 0) {
        begin_record(element);
    } else if (element.in_record) {
        if (path_.size() > records_.back().base) path_ += '.';
        path_ += name.local;
        const auto count = elements_[depth_ - 2].children.count(element.name);
        if (count > 1) path_ += '[' + std::to_string(count) + ']';
    }
    read_attributes(element, attributes);
}

void XmlReader::begin_record(const Element& element) {
    ++record_count_;
    std::size_t which = 0;
    while ((element.ends >> which & 1) == 0) ++which;
    const RecordPath& path = paths_[which];
    const auto same_name = [&](const RecordPath& other) {
        return &other != &path && other.back() == path.back() && other != path;
    };
    const bool unique = std::none_of(paths_.begin(), paths_.end(), same_name);
    auto& record = queue().begin(queue().table(unique ? path.back() : to_string(path)), stream_.line());
    records_.push_back({&record, path_.size()});
    for (const Inherited& value : inherited_) {
        scratch_.clear();
        for (std::size_t level = depth_ - value.depth; level > 0; --level) scratch_ += "../";
        scratch_ += value.name;
        set(scratch_, value.value);
    }
}

void XmlReader::read_attributes(Element& element, const char** attributes) {
    for (; *attributes != nullptr; attributes += 2) {
        const auto name = QualifiedName::split(attributes[0]);
        const std::string_view value = attributes[1];
        if (name.space == instance_namespace) {
            if (name.local == "nil") element.nil = value == "true" || value == "1";
            continue;
        }
        scratch_ = '@';
        scratch_ += name.local;
        if (element.around_records()) inherit(element.name, scratch_, value);
        if (!element.in_record) continue;
        if (path_.size() > records_.back().base) {
            scratch_.insert(0, 1, '.');
            scratch_.insert(0, column_name());
        }
        set(scratch_, value);
    }
}

void XmlReader::characters(std::string_view text) {
    const Element& element = elements_[depth_ - 1];
    if (element.has_elements && text_.size() == element.text)
        text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
    const auto limit = options().limits.cell_bytes;
    if (text_.size() + text.size() - element.text > limit)
        stream_.refuse("limit.cell_bytes", "A text is longer than the limit of " + std::to_string(limit) + " bytes.",
                       "Check whether the file is what it should be.");
    text_ += text;
}

void XmlReader::end(const QualifiedName& name) {
    const Element& element = elements_[depth_ - 1];
    std::string_view text = std::string_view(text_).substr(element.text);
    if (element.nil && !element.has_elements) text = {};
    keep_text(element, text);
    if (element.ends != 0) {
        queue().end(*records_.back().record);
        records_.pop_back();
    }
    forget_inherited();
    --depth_;
    if (depth_ > 0 && element.leads_to == 0 && elements_[depth_ - 1].around_records()) {
        if (!element.has_elements)
            inherit(element.name, name.local, text);
        else if (!element.in_record)
            remark(element.name, Remark::outside_records, Issue::Severity::note, "xml.outside_records",
                   "Elements that hold elements stand beside the records and are not read.",
                   "Nothing needs to be done if they are not needed; otherwise name their path among those of the "
                   "records.");
    }
    path_.resize(element.path);
    text_.resize(element.text);
}

void XmlReader::keep_text(const Element& element, std::string_view text) {
    const bool blank = is_blank(text);
    if (element.has_elements && !blank)
        remark(element.name, Remark::mixed_content, Issue::Severity::note, "xml.mixed_content",
               "Text stands beside elements; it is read into the column of the element around it, and left out where "
               "that is in no record.",
               "Have text written into elements of its own.");
    if (!element.in_record || (element.has_elements && blank)) return;
    if (element.ends == 0)
        set(column_name(), text);
    else if (!text.empty())
        set(".", text);
}

/// Keeps a value of the innermost open element.
void XmlReader::inherit(std::uint32_t element, std::string_view name, std::string_view value) {
    std::string key = std::to_string(depth_) + '/' + std::string(name);
    const auto found = inherited_index_.find(key);
    if (found != inherited_index_.end()) {
        inherited_[found->second].value = value;
        remark(element, Remark::repeated_value, Issue::Severity::warning, "xml.repeated_value",
               "A value around the records stands there more than once; records after it get the last one.",
               "Check whether it belongs into the records.");
        return;
    }
    inherited_index_.emplace(std::move(key), static_cast<std::uint32_t>(inherited_.size()));
    inherited_.push_back({depth_, std::string(name), std::string(value)});
}

void XmlReader::forget_inherited() {
    for (; !inherited_.empty() && inherited_.back().depth >= depth_; inherited_.pop_back())
        inherited_index_.erase(std::to_string(inherited_.back().depth) + '/' + inherited_.back().name);
}

void XmlReader::set(std::string_view column, std::string_view value) {
    queue().set(*records_.back().record, column, value.empty() ? CellType::empty : CellType::text, value);
}

void XmlReader::remark(std::uint32_t name, Remark remark, Issue::Severity severity, const char* rule,
                       const char* message, const char* remedy) {
    if (!names_.tell(name, remark)) return;
    queue().report({severity, rule, {}, 0, stream_.line(), stream_.column(), message, remedy});
}

} // namespace

bool looks_like_xml(std::string_view head) {
    std::string text;
    for (const char c : head.substr(0, 256))
        if (c != '\0') text += c;
    for (const std::string_view mark : {"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"})
        if (text.compare(0, mark.size(), mark) == 0) text.erase(0, mark.size());
    text.erase(0, text.find_first_not_of(space));
    if (text.size() < 2 || text[0] != '<') return false;
    const char c = text[1];
    return c == '?' || c == '!' || c == '_' || c == ':' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::unique_ptr<Reader> open_xml(std::shared_ptr<const File> file, const Options& options) {
    return std::make_unique<XmlReader>(std::move(file), options);
}

} // namespace pilotage::importers
