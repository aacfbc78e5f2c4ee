#include "common/article/linked_data.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <boost/json.hpp>

#include "common/article/blocks.hpp"
#include "common/article/fold.hpp"
#include "common/text/html_entities.hpp"
#include "common/text/utf8.hpp"

namespace watchword::article {
namespace {

namespace json = boost::json;

constexpr std::size_t script_bytes_max = 1 << 20;
constexpr std::size_t scripts_max = 64;
constexpr std::size_t objects_max = 2000;

// Publishers paste raw line breaks and comment marks into JSON; a strict parser would lose the rest for it.
std::string tidied(std::string_view script) {
    std::string out;
    out.reserve(script.size());
    auto start = script.find_first_of("{[");
    if (start == std::string_view::npos) return out;
    script.remove_prefix(start);
    auto end = script.find_last_of("}]");
    if (end != std::string_view::npos) script = script.substr(0, end + 1);
    bool quoted = false;
    for (std::size_t i = 0; i < script.size(); ++i) {
        char c = script[i];
        if (c == '\\' && quoted && i + 1 < script.size()) {
            char next = script[i + 1];
            if (std::string_view("\"\\/bfnrtu").find(next) == std::string_view::npos) out += "\\";
            out += c;
            out += next;
            ++i;
            continue;
        }
        if (c == '"') quoted = !quoted;
        if (static_cast<unsigned char>(c) < 0x20 && quoted) c = ' ';
        if (!quoted && (c == '}' || c == ']')) {
            auto last = out.find_last_not_of(" \t\r\n");
            if (last != std::string::npos && out[last] == ',') out.erase(last);
        }
        out += c;
    }
    return out;
}

std::string_view type_of(const json::object& object) {
    const auto* type = object.if_contains("@type");
    if (type == nullptr) return {};
    if (type->is_string()) return type->get_string();
    if (type->is_array())
        for (const auto& one : type->get_array())
            if (one.is_string()) return one.get_string();
    return {};
}

bool is_article_type(std::string_view type) {
    return type.ends_with("Article") || type.ends_with("BlogPosting") || type.ends_with("Report") ||
           type.ends_with("SocialMediaPosting") || type.ends_with("LiveBlogPosting") || type.ends_with("Review") ||
           type.ends_with("CreativeWork") || type.ends_with("Recipe") || type.ends_with("HowTo");
}

bool is_organisation_type(std::string_view type) {
    return type.ends_with("Organization") || type.ends_with("Corporation") || type.ends_with("WebSite");
}

// The names of objects that others refer to by their "@id".
using Names = std::map<std::string, std::string, std::less<>>;

// A string, or the first of several, or the name or value of an object.
std::string text_of(const json::value* value) {
    for (int depth = 0; value != nullptr && depth < 4; ++depth) {
        if (value->is_string()) return plain(value->get_string());
        if (value->is_array()) {
            if (value->get_array().empty()) return {};
            value = &value->get_array().front();
        } else if (value->is_object()) {
            const auto& object = value->get_object();
            const json::value* name = nullptr;
            for (auto key : {"name", "@value", "alternateName"})
                if (name == nullptr) name = object.if_contains(key);
            value = name;
        } else {
            return {};
        }
    }
    return {};
}

void add_authors(const json::value* value, const Names& names, LinkedData& data, int depth = 0) {
    if (value == nullptr || depth > 3 || data.authors.size() > 50) return;
    if (value->is_array()) {
        for (const auto& one : value->get_array()) add_authors(&one, names, data, depth + 1);
        return;
    }
    auto name = text_of(value);
    if (value->is_object()) {
        const auto& object = value->get_object();
        if (const auto* several = object.if_contains("name"); several != nullptr && several->is_array()) {
            add_authors(several, names, data, depth + 1);
            return;
        }
        if (name.empty())
            if (auto referred = names.find(text_of(object.if_contains("@id"))); referred != names.end())
                name = referred->second;
        if (is_organisation_type(type_of(object))) {
            if (!name.empty()) data.organisations.push_back(name);
            return;
        }
    }
    if (!name.empty()) data.authors.push_back(name);
}

void add_keywords(const json::value* value, LinkedData& data) {
    if (value == nullptr) return;
    auto split = [&](std::string_view list) {
        while (!list.empty() && data.keywords.size() < 100) {
            auto end = std::min(list.find_first_of(",;"), list.size());
            if (auto word = plain(list.substr(0, end)); !word.empty()) data.keywords.push_back(word);
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    };
    if (value->is_string()) split(value->get_string());
    if (!value->is_array()) return;
    for (const auto& one : value->get_array())
        if (one.is_string()) split(one.get_string());
}

void read(const json::object& object, const Names& names, LinkedData& best) {
    auto type = type_of(object);
    if (!is_article_type(type)) return;
    auto get = [&](std::string_view key) { return text_of(object.if_contains(key)); };
    LinkedData data;
    data.type = type;
    data.headline = get("headline");
    if (data.headline.empty()) data.headline = get("name");
    data.description = get("description");
    data.body = get("articleBody");
    if (data.body.empty()) data.body = get("text");
    data.published = get("datePublished");
    if (data.published.empty()) data.published = get("dateCreated");
    data.modified = get("dateModified");
    data.language = get("inLanguage");
    data.section = get("articleSection");
    data.publisher = get("publisher");
    if (const auto* free = object.if_contains("isAccessibleForFree"))
        data.is_locked = (free->is_bool() && !free->get_bool()) ||
                         (free->is_string() && small_letters(std::string_view(free->get_string())) == "false");
    add_authors(object.if_contains("author"), names, data);
    if (data.authors.empty()) add_authors(object.if_contains("creator"), names, data);
    add_keywords(object.if_contains("keywords"), data);
    auto weight = [](const LinkedData& one) {
        return one.headline.size() + one.body.size() + 200 * !one.published.empty() + 100 * !one.authors.empty() +
               400 * (one.type.ends_with("Article") || one.type.ends_with("Posting"));
    };
    if (!best.is_article() || weight(data) > weight(best)) best = std::move(data);
}

// Calls `look` for each object that describes something of its own.
template <class Look>
void visit(const json::value& root, Look look) {
    std::vector<const json::value*> open{&root};
    for (std::size_t seen = 0; !open.empty() && seen < objects_max; ++seen) {
        const auto* value = open.back();
        open.pop_back();
        if (value->is_array()) {
            const auto& array = value->get_array();
            for (auto one = array.rbegin(); one != array.rend(); ++one) open.push_back(&*one);
        } else if (value->is_object()) {
            const auto& object = value->get_object();
            look(object);
            for (auto key : {"mainEntity", "mainEntityOfPage", "@graph"})
                if (const auto* inner = object.if_contains(key)) open.push_back(inner);
        }
    }
}

}  // namespace

std::string plain(std::string_view text) {
    std::string decoded = text::decode_html_entities(text);
    if (decoded.find("&amp;") != std::string::npos || decoded.find("&#") != std::string::npos ||
        decoded.find("&quot;") != std::string::npos)
        decoded = text::decode_html_entities(decoded);
    std::string out;
    bool blank = false;
    for (std::size_t i = 0; i < decoded.size();) {
        if (decoded[i] == '<' && i + 1 < decoded.size() &&
            (decoded[i + 1] == '/' || decoded[i + 1] == '!' || (decoded[i + 1] | 32) >= 'a')) {
            auto end = decoded.find('>', i);
            if (end != std::string::npos) {
                blank = true;
                i = end + 1;
                continue;
            }
        }
        auto point = text::first_code_point(std::string_view(decoded).substr(i));
        if (point.length == 0) break;
        if (is_blank(point.value) || point.value < 0x20) {
            blank = true;
        } else if (!is_invisible_mark(point.value)) {
            if (blank && !out.empty()) out += ' ';
            blank = false;
            text::append_utf8(out, point.value);
        }
        i += point.length;
    }
    return out;
}

LinkedData linked_data_of(const Dom& dom) {
    std::vector<json::value> scripts;
    for (NodeIndex i = 0; i < dom.size() && scripts.size() < scripts_max; ++i) {
        if (dom[i].tag != Tag::script || !small_letters(dom.attribute(i, "type")).starts_with("application/ld+json"))
            continue;
        std::string_view script;
        for (NodeIndex child : dom.children(i)) script = dom[child].text;
        if (script.empty() || script.size() > script_bytes_max) continue;
        boost::system::error_code error;
        auto value = json::parse(tidied(script), error);
        if (!error) scripts.push_back(std::move(value));
    }
    Names names;
    for (const auto& script : scripts)
        visit(script, [&](const json::object& object) {
            auto id = text_of(object.if_contains("@id")), name = text_of(object.if_contains("name"));
            if (!id.empty() && !name.empty() && names.size() < objects_max)
                names.emplace(std::move(id), std::move(name));
        });
    LinkedData best, page;
    for (const auto& script : scripts)
        visit(script, [&](const json::object& object) {
            read(object, names, best);
            if (!type_of(object).ends_with("Page")) return;
            if (page.published.empty()) page.published = text_of(object.if_contains("datePublished"));
            if (page.authors.empty()) add_authors(object.if_contains("author"), names, page);
        });
    best.page_published = std::move(page.published);
    if (best.authors.empty()) best.authors = std::move(page.authors);
    return best;
}

}  // namespace watchword::article
