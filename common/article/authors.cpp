#include "common/article/authors.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "common/article/class_words.hpp"
#include "common/article/fold.hpp"
#include "common/text/utf8.hpp"

namespace watchword::article {
namespace {

constexpr std::size_t authors_max = 30;
constexpr std::size_t name_bytes_max = 80;

// What heads a byline, in small letters.
// clang-format off
constexpr std::array openings = std::to_array<std::string_view>({
    "written by ", "posted by ", "veröffentlicht von ", "geprüft von ", "geschrieben von ", "publié par ",
    "publicado por ", "published by ", "article by ", "story by ", "reported by ", "reporting by ",
    "words by ", "by: ", "by:", "by ", "author: ", "author:", "auteur: ", "auteur : ", "autor/a: ",
    "authors: ", "autor: ", "autor:", "autorin: ", "autoren: ", "ein artikel von ", "ein beitrag von ",
    "ein gastbeitrag von ", "eine analyse von ", "ein kommentar von ", "ein interview von ", "von: ",
    "von:", "von ", "aus ", "texte: ", "text: ", "text:", "par ", "por: ", "por ", "de: ", "di: ", "di ",
    "a cura di ", "door ", "av ", "af ", "od ", "автор: ", "автор:", "автор ", "авторы: ", "от ",
    "текст: ", "του ", "της ", "από ", "oleh ", "na ", "tekst: ", "napisał ", "opracował ", "oprac. ",
    "rozmawiał ", "记者 ", "作者：", "作者:", "記者", "文／", "文/", "yazan: ", "投稿者 ", "reviewed by ", "edited by "});
// clang-format on

// Between two names.
// clang-format off
constexpr std::array joints = std::to_array<std::string_view>( {
    ", ", ";", " | ", "|", " / ", "/", " & ", " and ", " und ", " et ", " y ", " i ", " e ", " en ",
    " och ", " og ", " oraz ", " и ", " και ", " with ", " mit ", "、", "，", " • ", " - ", " · ", "\n",
    " für ", " in ", " for ", " im gespräch mit ", " im Gespräch mit "});
// clang-format on

// Agencies sign in place of a person.
// clang-format off
constexpr std::array agencies = std::to_array<std::string_view>({
    "dpa", "afp", "apa", "ap", "reuters", "pap", "ansa", "efe", "tass", "тасс", "риановости", "интерфакс",
    "interfax", "xinhua", "新华社", "新華社", "sid", "epd", "kna", "ots", "ntb", "ritzau", "tt", "anp", "belga",
    "sda", "čtk", "mti", "lusa", "pti", "ani", "ians", "tnn", "kathpress", "associatedpress",
    "theassociatedpress", "agencefrancepresse", "bloomberg", "bloombergnews", "pamedia", "共同通信", "연합뉴스"});
// clang-format on

// Words that are no part of a person's name.
// clang-format off
constexpr std::array offices = std::to_array<std::string_view>({
    "redaktion", "redakcja", "redacción", "redaccion", "redação", "rédaction", "redazione", "redactie",
    "редакция", "editorial", "editor", "editors", "staff", "newsroom", "news", "desk", "team", "agency",
    "agencies", "agentur", "correspondent", "correspondents", "reporter", "reporters", "writer",
    "contributor", "contributors", "guest", "admin", "administrator", "webmaster", "press", "media",
    "online", "magazine", "newspaper", "zeitung", "daily", "times", "post", "radio", "tv", "illustration",
    "written", "reviewed", "categories", "category", "anzeigen", "archiv", "human", "gmbh", "redazione",
    "login", "profil", "welcome", "beiträge", "über", "autoren", "translated", "photo", "photos",
    "photography", "company", "inc", "ltd", "gmbh", "university", "institute", "foundation",
    "association", "council", "committee", "ministry", "department", "service", "blog", "website", "www",
    "minutes", "read", "updated", "published", "comments", "more", "view", "share", "anonymous",
    "unknown", "author", "authors", "uhr", "posts", "profile", "follow", "twitter", "facebook", "email",
    "contact", "about", "account"});
// clang-format on

// What stands before a name in <meta name="twitter:label1">.
bool is_label_of_author(std::string_view label) {
    auto small = small_letters(label);
    for (std::string_view words :
         {"written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door",
          "автор", "skrevet av", "skriven av", "napisane przez", "author"})
        if (small.find(words) != std::string::npos) return true;
    return false;
}

bool is_company(std::string_view text) {
    auto small = small_letters(text);
    for (std::string_view form : {"gmbh", " inc.", " ltd", " ag,", " s.a.", " llc"})
        if (small.find(form) != std::string::npos) return true;
    return false;
}

// Words that name a group of people who sign together.
// clang-format off
constexpr std::array group_words = std::to_array<std::string_view>({
    "team", "staff", "desk", "editors", "redaktion", "redakcja", "redacción", "redaccion", "redação",
    "rédaction", "redazione", "redactie", "редакция", "newsroom"});
// clang-format on

bool has_word_of(std::span<const std::string_view> words, std::string_view name) {
    auto small = small_letters(name);
    for (std::size_t from = 0; from < small.size();) {
        auto until = std::min(small.find_first_of(" .,:()/-", from), small.size());
        auto word = std::string_view(small).substr(from, until - from);
        if (std::find(words.begin(), words.end(), word) != words.end()) return true;
        from = until + 1;
    }
    return false;
}

// "harbour-post.example": a site, whatever it signs for.
bool is_domain(std::string_view name) {
    auto dot = name.rfind('.');
    return dot != std::string_view::npos && dot > 1 && name.find(' ') == std::string_view::npos &&
           name.size() - dot >= 3 && name.size() - dot <= 8 && name[dot - 1] >= 'a';
}

bool is_agency(std::string_view name) {
    auto wanted = essence(name);
    return std::find(agencies.begin(), agencies.end(), wanted) != agencies.end();
}

bool is_office(std::string_view name) {
    if (is_agency(name)) return false;
    auto small = small_letters(name);
    return has_word_of(offices, name) || is_domain(name) || small.find("redaktion") != std::string::npos ||
           small.find("nachrichten") != std::string::npos;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view edges = " \t\r\n,.;:|/-*()[]\"'";
    auto from = text.find_first_not_of(edges);
    if (from == std::string_view::npos) return {};
    auto until = text.find_last_not_of(edges);
    // "Jr." and initials keep their full stop.
    if (until + 1 < text.size() && text[until + 1] == '.' &&
        (until == 0 || text[until - 1] == ' ' || text.substr(0, until + 1).ends_with("Jr")))
        ++until;
    return text.substr(from, until + 1 - from);
}

bool looks_like_name(std::string_view name) {
    if (name.size() < 3 || name.size() > name_bytes_max) return false;
    if (name.find_first_of("0123456789@<>{}=+#$%!?") != std::string_view::npos) return false;
    if (name.find(": ") != std::string_view::npos) return false;
    if (name.find("http") != std::string_view::npos || name.find("www.") != std::string_view::npos) return false;
    auto words = 1 + std::count(name.begin(), name.end(), ' ');
    return words <= 6;
}

// Two words or more that begin as names do; scripts without capitals have to be taken at their word.
bool looks_like_person(std::string_view name) {
    bool has_case = false;
    int words = 0, capitals = 0;
    for (std::size_t from = 0; from < name.size();) {
        auto until = std::min(name.find(' ', from), name.size());
        auto first = name.substr(from, text::first_code_point(name.substr(from)).length);
        if (first.size() <= 2) has_case = true;  // Latin, Greek and Cyrillic take two bytes at most
        if (small_letters(first) != first) ++capitals;
        ++words;
        from = until + 1;
    }
    return has_case ? words >= 2 && capitals >= 2 : name.size() <= 40;
}

void add_name(std::string_view name, std::vector<std::string>& names) {
    name = trimmed(name);
    if (!looks_like_name(name) || names.size() >= authors_max) return;
    auto wanted = essence(name);
    if (wanted.empty()) return;
    for (const auto& known : names)
        if (essence(known) == wanted) return;
    names.emplace_back(name);
}

class Search {
  public:
    explicit Search(const Reading& page) : page_(page), site_(essence(site_of(page.sources))) {}

    // The names in `texts` that are people's.
    std::vector<std::string> people(const std::vector<std::string>& texts) const {
        std::vector<std::string> people;
        for (const auto& text : texts) {
            auto names = names_in(text);
            // The parts of a company's address are no names either.
            bool is_address =
                names.size() > 1 && (is_domain(names.front()) || (names.size() > 2 && is_site(names.front())));
            if (is_company(text) || is_address) continue;
            for (const auto& name : names)
                if (!is_site(name) && !is_office(name)) add_name(name, people);
        }
        return people;
    }

    // Newsrooms and teams that sign in place of a person.
    std::vector<std::string> groups_in(const std::vector<std::string>& texts) const {
        std::vector<std::string> found;
        for (const auto& text : texts)
            if (has_word_of(group_words, text) && !is_site(text)) add_name(text, found);
        return found;
    }

    std::vector<std::string> signed_by() const {
        auto texts = page_.sources.linked.authors;
        const auto& organisations = page_.sources.linked.organisations;
        texts.insert(texts.end(), organisations.begin(), organisations.end());
        for (const auto& [key, value] : page_.sources.meta)
            if (key == "author") texts.push_back(value);
        return texts;
    }

    std::vector<std::string> agencies_in(const std::vector<std::string>& organisations) const {
        std::vector<std::string> found;
        for (const auto& name : organisations)
            if (is_agency(name)) add_name(name, found);
        return found;
    }

    std::vector<std::string> in_meta() const {
        for (auto name : {"author", "article:author", "article:author_name", "og:article:author", "parsely-author",
                          "sailthru.author", "byl", "byline", "dc.creator", "dcterms.creator",
                          "dc.creator.personalname", "cxenseparse:author", "citation_author", "authors", "creator",
                          "shareaholic:article_author_name", "twitter:data1"}) {
            if (std::string_view(name) == "twitter:data1" &&
                !is_label_of_author(page_.sources.first_meta({"twitter:label1"})))
                continue;
            std::vector<std::string> texts;
            for (const auto& [key, value] : page_.sources.meta)
                if (key == name && value.find("://") == std::string::npos) texts.push_back(value);
            if (auto found = people(texts); !found.empty()) return found;
        }
        return {};
    }

    // Elements whose markup says that they hold the author.
    std::vector<std::string> in_markup() const {
        const auto& dom = page_.dom;
        for (auto kind : {Kind::property, Kind::rel}) {
            std::vector<std::string> texts;
            NodeIndex passed = 0;
            for (NodeIndex i = 1; i < dom.size() && texts.size() < texts_max; ++i) {
                if (i < passed || dom[i].tag == Tag::text || dom[i].tag == Tag::meta) continue;
                if (!says(i, kind) || page_.is_apart(i)) continue;
                passed = dom[i].end;
                auto text = text_of(i);
                if (!text.empty() && text.size() < byline_bytes_max) texts.push_back(text);
            }
            if (auto found = people(texts); !found.empty()) return found;
        }
        return {};
    }

    // Elements named after the author: first those beside the headline, then all others. With `any_name` a
    // name need not look like a person's: people sign with whatever they are called by.
    std::vector<std::string> in_byline(bool any_name = false) const {
        const auto& dom = page_.dom;
        const auto& blocks = page_.blocks;
        const auto headline = page_.headline, opening = page_.opening;
        const NodeIndex from = headline < blocks.size() && headline > 4 ? blocks[headline - 4].first : 0;
        const NodeIndex until = opening + 2 < blocks.size() ? blocks[opening + 2].first : dom.size();
        for (bool beside : {true, false}) {
            for (NodeIndex i = 1; i < dom.size(); ++i) {
                if ((i >= from && i < until) != beside || dom[i].end - i > byline_nodes_max ||
                    !is_named_after_author(i))
                    continue;
                if (is_in_comments(i) || ((any_name || !beside) && page_.is_apart(i))) continue;
                for (const auto& line : blocks_of(dom, i)) {
                    if (line.text.size() > byline_bytes_max) continue;
                    std::vector<std::string> persons;
                    for (const auto& name : people({line.text}))
                        if (any_name ? name.find(' ') == std::string::npos : looks_like_person(name))
                            persons.push_back(name);
                    if (!persons.empty()) return persons;
                }
            }
        }
        return {};
    }

    // A line near the headline that opens as bylines do.
    std::vector<std::string> beside_headline() const {
        const auto& blocks = page_.blocks;
        auto headline = page_.headline;
        if (headline == blocks.size()) return {};
        for (std::size_t i = headline + 1; i < blocks.size() && i <= headline + 8; ++i) {
            auto small = small_letters(blocks[i].text);
            if (blocks[i].letters > 120) continue;
            for (std::string_view opening : {"by ", "by:", "von ", "par ", "por ", "автор", "author", "autor", "text:"})
                if (small.starts_with(opening))
                    if (auto found = people({blocks[i].text}); !found.empty()) return found;
        }
        return {};
    }

    // A first name or a user's name, where the byline has the whole name; as it is where it has not.
    std::vector<std::string> in_full(std::vector<std::string> names) const {
        if (names.size() != 1 || names.front().find(' ') != std::string::npos) return names;
        const auto own = essence(names.front());
        for (const auto& found : {in_markup(), in_byline()})
            for (const auto& name : found) {
                const auto whole = essence(name), last = essence(name.substr(name.rfind(' ') + 1));
                bool same = whole.starts_with(own) || (last.size() >= 4 && own.find(last) != std::string::npos);
                if (whole.size() > own.size() && looks_like_person(name) && same) return {name};
            }
        return names;
    }

  private:
    enum class Kind { property, rel };

    static constexpr std::size_t texts_max = 20;
    static constexpr NodeIndex byline_nodes_max = 200;
    static constexpr std::size_t byline_bytes_max = 240;

    bool says(NodeIndex node, Kind kind) const {
        const auto& dom = page_.dom;
        if (dom[node].attributes_begin == dom[node].attributes_end) return false;
        if (kind == Kind::property) {
            auto property = small_letters(dom.attribute(node, "itemprop"));
            return property == "author" || property == "creator" ||
                   small_letters(dom.attribute(node, "property")) == "author";
        }
        return small_letters(dom.attribute(node, "rel")).find("author") != std::string::npos;
    }

    bool is_named_after_author(NodeIndex node) const {
        const auto& dom = page_.dom;
        const auto& element = dom[node];
        if (element.tag == Tag::text || element.tag == Tag::body || element.tag == Tag::html ||
            element.tag == Tag::meta)
            return false;
        if (element.text == "byline") return true;
        if (element.attributes_begin == element.attributes_end) return false;
        if (hints_of(dom, node) & bit(Hint::author)) return true;
        auto link = dom.attribute(node, "href");
        auto names = small_letters(dom.attribute(node, "class"));
        return names.find("byline") != std::string::npos || names.find("author") != std::string::npos ||
               link.find("/author") != std::string_view::npos || link.find("/auteur") != std::string_view::npos ||
               link.find("/autor") != std::string_view::npos;
    }

    bool is_in_comments(NodeIndex node) const {
        for (int level = 0; level < 12 && node != 0; ++level, node = page_.dom[node].parent) {
            if (page_.dom[node].tag == Tag::body) return false;
            if (hints_of(page_.dom, node) & bit(Hint::comments)) return true;
        }
        return false;
    }

    // Within itemprop=author the name may have a place of its own.
    std::string text_of(NodeIndex node) const {
        const auto& dom = page_.dom;
        NodeIndex root = node;
        for (NodeIndex i = node + 1; i < dom[node].end; ++i)
            if (dom[i].tag != Tag::text && small_letters(dom.attribute(i, "itemprop")) == "name") {
                if (dom[i].tag == Tag::meta) return plain(dom.attribute(i, "content"));
                root = i;
                break;
            }
        for (const auto& block : blocks_of(dom, root)) return block.text;
        return {};
    }

    bool is_site(std::string_view name) const {
        auto wanted = essence(name);
        if (!site_.empty() && (wanted == site_ || (wanted.size() > 5 && site_.find(wanted) != std::string::npos)))
            return true;
        for (const auto& organisation : page_.sources.linked.organisations)
            if (essence(organisation) == wanted) return true;
        for (auto owner : {"copyright", "dc.publisher", "publisher"})
            if (auto text = essence(page_.sources.first_meta({owner})); text.find(wanted) != std::string::npos)
                return true;
        return !page_.sources.linked.publisher.empty() && essence(page_.sources.linked.publisher) == wanted;
    }

    const Reading& page_;
    std::string site_;
};

}  // namespace

std::vector<std::string> names_in(std::string_view byline) {
    std::vector<std::string> names;
    auto rest = trimmed(byline);
    auto small = small_letters(rest);
    for (auto opening : openings)
        if (small.starts_with(opening) && small.size() == rest.size()) {
            rest.remove_prefix(opening.size());
            break;
        }
    // "Lee, Ann" is one name with its parts turned around.
    if (auto comma = rest.find(", ");
        comma != std::string_view::npos && rest.find(' ', comma + 2) == std::string_view::npos &&
        rest.find(' ') == comma + 1 && rest.find(',', comma + 1) == std::string_view::npos) {
        auto turned = std::string(rest.substr(comma + 2)) + ' ' + std::string(rest.substr(0, comma));
        if (looks_like_person(turned)) {
            add_name(turned, names);
            return names;
        }
    }
    std::size_t from = 0;
    for (std::size_t at = 0; at <= rest.size();) {
        std::size_t joint_size = at == rest.size() ? 1 : 0;
        for (auto joint : joints)
            if (joint_size == 0 && rest.substr(at).starts_with(joint)) joint_size = joint.size();
        if (joint_size == 0) {
            ++at;
            continue;
        }
        add_name(rest.substr(from, at - from), names);
        at += joint_size;
        from = at;
    }
    return names;
}

std::vector<std::string> authors_of(const Reading& page) {
    Search search(page);
    if (auto found = search.people(page.sources.linked.authors); !found.empty())
        return search.in_full(std::move(found));
    if (auto found = search.in_meta(); !found.empty()) return search.in_full(std::move(found));
    if (auto found = search.in_markup(); !found.empty()) return found;
    if (auto found = search.in_byline(); !found.empty()) return found;
    if (auto found = search.beside_headline(); !found.empty()) return found;
    if (auto found = search.in_byline(true); !found.empty()) return found;
    if (auto found = search.agencies_in(page.sources.linked.organisations); !found.empty()) return found;
    return search.groups_in(search.signed_by());
}

}  // namespace watchword::article
