#include "common/feed/xml_entry.hpp"

#include <initializer_list>
#include <optional>
#include <utility>

#include "common/base/ascii.hpp"
#include "common/feed/atom_text.hpp"
#include "common/feed/date.hpp"
#include "common/feed/entry_builder.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/links.hpp"
#include "common/feed/plain_text.hpp"

namespace watchword::feed {

namespace {

bool is_atom(Field field) {
    return field >= Field::atom_title && field <= Field::atom_source;
}

// A body as HTML with absolute links, by the rules of the vocabulary it comes from.
std::string body_html(XmlReader& reader, Field field, pugi::xml_node element, bool& cut) {
    std::string html = is_atom(field)         ? atom_html(reader, element)
                       : field == Field::body ? reader.inner_markup(element)
                                              : reader.html(element);
    if (std::string_view kept = trimmed(html); kept.size() < html.size()) html = std::string(kept);
    cut |= cut_text(html);
    return with_absolute_links(std::move(html), reader.base_of(element));
}

// The first body that says something, in order of preference.
std::string first_body(XmlReader& reader, const Fields& fields, std::initializer_list<Field> preference, bool& cut) {
    std::string body;
    for (Field field : preference) {
        fields.each(field, [&](pugi::xml_node element) {
            if (body.empty()) body = body_html(reader, field, element, cut);
        });
        if (!body.empty()) break;
    }
    return body;
}

std::optional<Time> first_date(XmlReader& reader, const Fields& fields, std::initializer_list<Field> preference) {
    std::optional<Time> date;
    for (Field field : preference) {
        fields.each(field, [&](pugi::xml_node element) {
            if (!date) date = parse_date(reader.text(element));
        });
        if (date) break;
    }
    return date;
}

std::string first_text(XmlReader& reader, const Fields& fields, std::initializer_list<Field> preference) {
    std::string text;
    for (Field field : preference) {
        fields.each(field, [&](pugi::xml_node element) {
            if (text.empty()) text = trimmed(reader.text(element));
        });
        if (!text.empty()) break;
    }
    return text;
}

std::string_view relation_of(std::string_view rel) {
    constexpr std::string_view registry = "http://www.iana.org/assignments/relation/";
    if (rel.starts_with(registry)) rel.remove_prefix(registry.size());
    return rel.empty() ? std::string_view("alternate") : rel;
}

// How good a page an alternate link leads to: HTML, something unsaid, another format.
int rank_of_type(std::string_view type) {
    if (starts_ignoring_case(type, "text/html") || starts_ignoring_case(type, "application/xhtml")) return 0;
    return type.empty() ? 1 : 2;
}

std::string alternate_link(XmlReader& reader, const Fields& fields) {
    std::string best;
    int best_rank = 3;
    fields.each(Field::atom_link, [&](pugi::xml_node link) {
        if (!equal_ignoring_case(relation_of(reader.attribute(link, "rel")), "alternate")) return;
        int rank = rank_of_type(reader.attribute(link, "type"));
        if (rank >= best_rank) return;
        std::string href = reader.attribute(link, "href");
        if (href.empty()) href = trimmed(reader.text(link));
        std::string url = reader.address(link, href);
        if (url.empty()) return;
        best = std::move(url);
        best_rank = rank;
    });
    return best;
}

// RSS says the address as text; some write it as Atom does.
std::string plain_link(XmlReader& reader, const Fields& fields) {
    std::string url;
    fields.each(Field::link, [&](pugi::xml_node link) {
        std::string text(trimmed(reader.text(link)));
        bool as_atom = text.empty() && equal_ignoring_case(relation_of(reader.attribute(link, "rel")), "alternate");
        if (as_atom) text = reader.attribute(link, "href");
        if (!text.empty() && (url.empty() || as_atom)) url = reader.address(link, text);
    });
    return url;
}

std::string permalink(XmlReader& reader, const Fields& fields) {
    pugi::xml_node guid = fields.first(Field::guid);
    if (!guid || equal_ignoring_case(reader.attribute(guid, "isPermaLink"), "false")) return {};
    std::string text(trimmed(reader.text(guid)));
    return looks_like_web_address(text) ? resolved("", text) : std::string();
}

// The name of a person, else the e-mail address; the URI only if `uri_too`.
std::string person_name(XmlReader& reader, pugi::xml_node person, bool uri_too) {
    if (!has_child_elements(person)) return reader.text(person);
    std::string name, mail, uri;
    for (pugi::xml_node part : person.children()) {
        std::string_view kind = local_name(part.name());
        if (equal_ignoring_case(kind, "name") && name.empty())
            name = plain_text(reader.text(part));
        else if (equal_ignoring_case(kind, "email") && mail.empty())
            mail = trimmed(reader.text(part));
        else if ((equal_ignoring_case(kind, "uri") || equal_ignoring_case(kind, "url")) && uri.empty())
            uri = trimmed(reader.text(part));
    }
    if (!name.empty()) return name;
    if (!mail.empty()) return mail;
    return uri_too ? uri : std::string();
}

void add_categories(XmlReader& reader, const Fields& fields, XmlEntry& result) {
    Entry& entry = result.entry;
    for (const auto& [field, element] : fields) {
        if (entry.tags.size() == limits::tags) break;
        switch (field) {
            case Field::category:
            case Field::atom_category: {
                std::string text(trimmed(reader.text(element)));
                for (std::string_view name : {"term", "label"})
                    result.cut |= add_tag(entry, reader.attribute(element, name));
                result.cut |= add_tag(entry, text);
                break;
            }
            case Field::dc_subject:
            case Field::media_category:
                result.cut |= add_tag(entry, reader.text(element));
                break;
            case Field::itunes_category:
                result.cut |= add_tag(entry, reader.attribute(element, "text"));
                for (pugi::xml_node inner : element.children())
                    result.cut |= add_tag(entry, reader.attribute(inner, "text"));
                break;
            case Field::itunes_keywords:
            case Field::media_keywords:
                result.cut |= add_keywords(entry, reader.text(element));
                break;
            default:
                break;
        }
    }
}

// False when there is no address under that name.
bool add_enclosure_of(XmlReader& reader, pugi::xml_node element, std::string_view address, std::string_view length,
                      XmlEntry& result) {
    std::string url = reader.attribute(element, address);
    if (url.empty()) return false;
    result.cut |= add_enclosure(result.entry, reader.address(element, url), reader.attribute(element, "type"),
                                reader.attribute(element, length));
    return true;
}

void add_enclosures(XmlReader& reader, const Fields& fields, XmlEntry& result) {
    for (const auto& [field, element] : fields) {
        if (field == Field::enclosure) {
            for (std::string_view name : {"url", "href"})
                if (add_enclosure_of(reader, element, name, "length", result)) break;
        } else if (field == Field::atom_link) {
            if (equal_ignoring_case(relation_of(reader.attribute(element, "rel")), "enclosure"))
                add_enclosure_of(reader, element, "href", "length", result);
        } else if (field == Field::media_content) {
            add_enclosure_of(reader, element, "url", "fileSize", result);
        }
    }
}

bool is_media(Field field) {
    return field >= Field::media_content && field <= Field::media_credit;
}

// Who gives both a summary and a description means the second as the text.
std::string second_description(XmlReader& reader, const Fields& fields, bool& cut) {
    std::string body;
    bool first = true;
    fields.each(Field::description, [&](pugi::xml_node element) {
        if (!std::exchange(first, false) && body.empty()) body = body_html(reader, Field::description, element, cut);
    });
    return body;
}

// Items of RSS without a guid are told apart by what they describe or link to.
std::string id_of(XmlReader& reader, const Fields& fields, pugi::xml_node element) {
    if (pugi::xml_node guid = fields.first(Field::guid); guid && has_child_elements(guid))
        return reader.inner_markup(guid);
    std::string id = first_text(reader, fields, {Field::guid, Field::atom_id, Field::dc_identifier});
    if (id.empty()) id = reader.attribute(element, "about");
    return !id.empty() ? id : first_text(reader, fields, {Field::link});
}

}  // namespace

Fields fields_of(const XmlReader& reader, pugi::xml_node element) {
    Fields fields;
    for (pugi::xml_node child : element.children())
        if (child.type() == pugi::node_element) fields.add(reader.field_of(child), child);
    // What media:group and media:content hold counts as if it stood in the entry, after what does.
    for (Field container : {Field::media_group, Field::media_content}) {
        std::vector<std::pair<Field, pugi::xml_node>> inner;
        fields.each(container, [&](pugi::xml_node media) {
            for (pugi::xml_node child : media.children())
                if (Field field = reader.field_of(child); is_media(field)) inner.emplace_back(field, child);
        });
        for (auto [field, child] : inner) fields.add(field, child);
    }
    return fields;
}

std::string title_html(XmlReader& reader, const Fields& fields) {
    for (Field field : {Field::title, Field::atom_title, Field::dc_title, Field::media_title, Field::itunes_title}) {
        std::string title;
        fields.each(field, [&](pugi::xml_node element) {
            if (title.empty()) title = trimmed(is_atom(field) ? atom_html(reader, element) : reader.html(element));
        });
        if (!title.empty()) return title;
    }
    return {};
}

std::string page_url(XmlReader& reader, const Fields& fields) {
    bool atom = reader.frame() == Vocabulary::atom;
    std::string url = first_text(reader, fields, {Field::feedburner_orig_link});
    if (!looks_like_web_address(url)) url.clear();
    if (url.empty() && atom) url = alternate_link(reader, fields);
    if (url.empty()) url = plain_link(reader, fields);
    if (url.empty()) url = permalink(reader, fields);
    if (url.empty() && !atom) url = alternate_link(reader, fields);
    return url;
}

std::string link_with_relation(XmlReader& reader, const Fields& fields, std::string_view relation) {
    std::string url;
    fields.each(Field::atom_link, [&](pugi::xml_node link) {
        if (url.empty() && equal_ignoring_case(relation_of(reader.attribute(link, "rel")), relation))
            url = reader.address(link, reader.attribute(link, "href"));
    });
    return url;
}

void add_authors(XmlReader& reader, const Fields& fields, Entry& entry) {
    for (const auto& [field, element] : fields) {
        if (field == Field::atom_author || field == Field::author)
            add_author(entry, name_in_address(person_name(reader, element, false)));
        else if (field == Field::dc_creator || field == Field::itunes_author)
            add_author(entry, reader.text(element));
    }
}

void add_author_addresses(XmlReader& reader, const Fields& fields, Entry& entry) {
    fields.each(Field::atom_author,
                [&](pugi::xml_node author) { add_author(entry, person_name(reader, author, true)); });
}

XmlEntry read_entry(XmlReader& reader, pugi::xml_node element, const std::vector<std::string>& feed_authors) {
    Fields fields = fields_of(reader, element);
    XmlEntry result;
    Entry& entry = result.entry;

    result.cut |= set_id(entry.id, id_of(reader, fields, element));
    result.cut |= set_title(entry.title, title_html(reader, fields));
    entry.summary_html = first_body(reader, fields,
                                    {Field::description, Field::atom_summary, Field::dc_description,
                                     Field::itunes_summary, Field::media_description, Field::itunes_subtitle},
                                    result.cut);
    entry.content_html =
        first_body(reader, fields, {Field::content_encoded, Field::atom_content, Field::body}, result.cut);
    if (entry.content_html.empty()) entry.content_html = second_description(reader, fields, result.cut);
    entry.published = first_date(reader, fields,
                                 {Field::pub_date, Field::atom_published, Field::dc_date, Field::dc_issued,
                                  Field::atom_issued, Field::dc_created, Field::atom_created});
    entry.updated = first_date(reader, fields, {Field::atom_updated, Field::atom_modified, Field::dc_modified});
    add_authors(reader, fields, entry);
    if (entry.authors.empty())
        fields.each(Field::atom_source,
                    [&](pugi::xml_node source) { add_authors(reader, fields_of(reader, source), entry); });
    if (entry.authors.empty()) entry.authors = feed_authors;
    if (entry.authors.empty()) add_author_addresses(reader, fields, entry);
    add_categories(reader, fields, result);
    add_enclosures(reader, fields, result);

    entry.url = page_url(reader, fields);
    if (std::string about = reader.attribute(element, "about"); entry.url.empty() && !about.empty())
        entry.url = reader.address(element, about);
    if (entry.url.empty() && !entry.enclosures.empty()) entry.url = entry.enclosures.front().url;
    entry.language = first_text(reader, fields, {Field::dc_language});
    if (entry.language.empty()) entry.language = reader.language_of(element);
    return result;
}

}  // namespace watchword::feed
