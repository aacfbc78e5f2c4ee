#include "common/feed/xml_repair.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "common/base/ascii.hpp"
#include "common/feed/limits.hpp"

namespace watchword::feed {

namespace {

constexpr std::size_t nowhere = std::string_view::npos;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::ranges::any_of(names, [&](std::string_view each) { return equal_ignoring_case(each, name); });
}

bool is_entry(std::string_view name) {
    static constexpr std::array<std::string_view, 4> names{"item", "entry", "rss:item", "atom:entry"};
    return is_one_of(name, names);
}

bool is_frame(std::string_view name) {
    static constexpr std::array<std::string_view, 5> names{"rss", "channel", "feed", "rdf:rdf", "rdf"};
    return is_entry(name) || is_one_of(name, names);
}

// Elements of an entry that hold a line of text: whatever opens inside them has lost its start.
bool is_line(std::string_view name) {
    static constexpr std::array<std::string_view, 13> names{
        "title",   "link",      "guid", "pubdate",    "author",  "category",  "comments",
        "updated", "published", "id",   "dc:creator", "dc:date", "dc:subject"};
    return is_one_of(name, names);
}

// Elements of an entry that are no HTML either, so that they end an unclosed text before them.
bool ends_text(std::string_view name) {
    static constexpr std::array<std::string_view, 13> names{
        "guid",       "pubdate", "description", "enclosure",  "updated",  "published", "content:encoded",
        "dc:creator", "dc:date", "category",    "dc:subject", "comments", "author"};
    return is_one_of(name, names);
}

bool is_void_in_text(std::string_view name) {
    static constexpr std::array<std::string_view, 10> names{"br",  "img",  "hr",    "input",  "meta",
                                                            "wbr", "area", "embed", "source", "col"};
    return is_one_of(name, names);
}

bool is_name_start(char c) {
    return is_letter(c) || c == '_' || (c & 0x80) != 0;
}
bool is_name_part(char c) {
    return is_name_start(c) || is_digit(c) || c == ':' || c == '-' || c == '.';
}

class Repairer {
  public:
    explicit Repairer(std::string_view markup)
        : rest_(markup),
          last_tag_end_(from_end(">")),
          last_comment_end_(from_end("-->")),
          last_section_end_(from_end("]]>")) {
        out_.reserve(markup.size() + markup.size() / 16);
    }

    RepairedXml run() {
        while (!rest_.empty()) {
            auto less = std::min(rest_.find('<'), rest_.size());
            copy(less);
            if (!rest_.empty()) markup();
        }
        RepairedXml repaired{.text = {}, .cut_short = !open_.empty(), .entry_cut = entry_ != nowhere};
        while (!open_.empty()) close_last();
        repaired.text = std::move(out_);
        return repaired;
    }

  private:
    void copy(std::size_t length) {
        out_ += rest_.substr(0, length);
        rest_.remove_prefix(length);
    }

    void literal_less() {
        out_ += "&lt;";
        rest_.remove_prefix(1);
    }

    void open(std::string_view name) {
        if (is_entry(name)) entry_ = open_.size();
        open_.push_back(name);
    }

    void close_last() {
        out_ += "</";
        out_ += open_.back();
        out_ += '>';
        open_.pop_back();
        if (entry_ == open_.size()) entry_ = nowhere;
    }

    void close_down_to(std::size_t index) {
        while (open_.size() > index) close_last();
    }

    // How many bytes before the end of the input the mark stands for the last time; 0 when it does not.
    std::size_t from_end(std::string_view mark) const {
        auto last = rest_.rfind(mark);
        return last == nowhere ? 0 : rest_.size() - last;
    }

    // Whether such a mark is still to come. To search at each tag for what never comes would take time in the
    // square of the length.
    bool follows(std::size_t last) const { return last > 0 && last <= rest_.size(); }

    char next_char() const { return rest_.size() > 1 ? rest_[1] : '\0'; }

    // The input was cut inside a tag.
    void drop_rest() { rest_ = {}; }

    // What stands at "<".
    void markup() {
        if (rest_.starts_with("<!--")) return comment();
        if (starts_ignoring_case(rest_, "<![CDATA[")) return cdata();
        if (!follows(last_tag_end_) && rest_.find('<', 1) == nowhere && !is_blank(next_char())) return drop_rest();
        char next = next_char();
        if (next == '!' || next == '?') return follows(last_tag_end_) ? skip_through(">") : literal_less();
        if (next == '/' && rest_.size() > 2 && is_name_start(rest_[2])) return end_tag();
        if (is_name_start(next)) return start_tag();
        literal_less();
    }

    void skip_through(std::string_view mark) {
        auto end = rest_.find(mark);
        if (end == nowhere) return literal_less();
        rest_.remove_prefix(end + mark.size());
    }

    void comment() {
        if (!follows(last_comment_end_)) return literal_less();
        skip_through("-->");
    }

    // A section that nothing ends goes to the end tag of the element it is in, else to the end of the input.
    void cdata() {
        constexpr std::string_view mark = "<![CDATA[";
        out_ += mark;
        rest_.remove_prefix(mark.size());
        auto end = follows(last_section_end_) ? rest_.find("]]>") : nowhere;
        if (end != nowhere) return copy(end + 3);
        if (!open_.empty()) end = rest_.find("</" + std::string(open_.back()) + '>');
        copy(std::min(end, rest_.size()));
        out_ += "]]>";
    }

    std::string_view name_at(std::size_t at) const {
        std::size_t end = at;
        while (end < rest_.size() && is_name_part(rest_[end])) ++end;
        return rest_.substr(at, end - at);
    }

    // Whether a tag's name may end at `at`: "<ann@x.example>" is no tag.
    bool ends_name(std::size_t at) const {
        return at >= rest_.size() || is_blank(rest_[at]) || rest_[at] == '>' || rest_[at] == '/' || rest_[at] == '<';
    }

    // An end tag closes what it names and all that is open within; one that names nothing open is dropped.
    void end_tag() {
        std::string_view name = name_at(2);
        auto close = rest_.find_first_of("><", 2);
        rest_.remove_prefix(close == nowhere ? rest_.size() : close + (rest_[close] == '>'));
        if (too_deep_ > 0 && !is_frame(name)) {
            --too_deep_;
            return;
        }
        too_deep_ = 0;
        for (std::size_t i = open_.size(); i > 0; --i) {
            if (equal_ignoring_case(open_[i - 1], name)) return close_down_to(i - 1);
            if (is_entry(open_[i - 1]) && !is_frame(name)) return;
        }
    }

    // Closes what must have ended before an element of that name can begin.
    void make_way_for(std::string_view name) {
        if (entry_ == nowhere) return;
        if (is_entry(name)) return close_down_to(entry_);
        if (entry_ + 1 == open_.size()) return;
        std::string_view child = open_[entry_ + 1];
        if (ends_text(name) || (is_line(name) && is_line(child))) close_down_to(entry_ + 1);
    }

    void start_tag() {
        std::string_view name = name_at(1);
        if (!ends_name(1 + name.size())) return literal_less();
        std::string tag = "<" + std::string(name);
        std::size_t at = 1 + name.size();
        bool closed = false;
        if (!attributes(tag, at, closed)) return literal_less();
        make_way_for(name);
        rest_.remove_prefix(at);
        out_ += tag;
        if (closed || is_void_in_text(name)) {
            out_ += "/>";
        } else if (open_.size() >= limits::depth) {
            out_ += "/>";
            ++too_deep_;
        } else {
            out_ += '>';
            open(name);
        }
    }

    // Reads attributes from `at` to behind ">"; false when the input ends before it.
    bool attributes(std::string& tag, std::size_t& at, bool& closed) const {
        for (;;) {
            while (at < rest_.size() && is_blank(rest_[at])) ++at;
            if (at >= rest_.size()) return false;
            if (rest_[at] == '>') return ++at, true;
            if (rest_[at] == '<') return true;  // the tag was never closed
            if (rest_[at] == '/') {
                ++at;
                closed = at < rest_.size() && rest_[at] == '>';
                continue;
            }
            if (!is_name_start(rest_[at])) {
                ++at;
                continue;
            }
            std::string_view name = name_at(at);
            at += name.size();
            while (at < rest_.size() && is_blank(rest_[at])) ++at;
            tag += ' ';
            tag += name;
            tag += "=\"";
            if (at < rest_.size() && rest_[at] == '=' && !value(tag, ++at)) return false;
            tag += '"';
        }
    }

    // The value at `at`, in quotes or bare, appended to `tag`; false when its quote is never closed.
    bool value(std::string& tag, std::size_t& at) const {
        while (at < rest_.size() && is_blank(rest_[at])) ++at;
        if (at >= rest_.size()) return false;
        bool quoted = rest_[at] == '"' || rest_[at] == '\'';
        std::size_t end = quoted ? rest_.find(rest_[at], at + 1) : rest_.find_first_of(" \t\r\n>", at);
        if (end == nowhere) return false;
        for (char c : rest_.substr(at + quoted, end - at - quoted)) {
            if (c == '"')
                tag += "&quot;";
            else if (c == '<')
                tag += "&lt;";
            else
                tag += c;
        }
        at = end + quoted;
        return true;
    }

    std::string_view rest_;
    std::size_t last_tag_end_, last_comment_end_, last_section_end_;  // bytes before the end of the input
    std::string out_;
    std::vector<std::string_view> open_;  // names of open elements, parts of the input
    std::size_t entry_ = nowhere;         // where in open_ the entry stands
    std::size_t too_deep_ = 0;            // elements open below limits::depth, which were closed at once
};

}  // namespace

RepairedXml repaired_xml(std::string_view markup) {
    return Repairer(markup).run();
}

}  // namespace watchword::feed
