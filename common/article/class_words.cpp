#include "common/article/class_words.hpp"

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

namespace watchword::article {
namespace {

struct Group {
    Hint hint;
    std::string_view words;  // parted by blanks
};

constexpr std::array groups = std::to_array<Group>({
    {Hint::body,
     "articlebody articletext articlecontent storybody storytext storycontent postcontent postbody posttext "
     "entrycontent "
     "bodytext maintext fulltext newstext newsbody bodycopy artikeltext articletxt contenttext textcontent "
     "storyfull "
     "articlemain singlecontent blogpost mainarticle materialtext fullstory articlecopy bodycontent"},
    {Hint::article,
     "article articles artikel articulo articolo artykul story post posting entry hentry blog news noticia "
     "nota material "
     "statya single"},
    {Hint::text,
     "text txt texte texto tekst testo body content contents contenu inhalt copy prose richtext wysiwyg "
     "paragraph detail "
     "details fliesstext main cuerpo contenido tresc"},
    {Hint::lead,
     "lead lede intro introduction standfirst deck dek subtitle subhead subheadline subline excerpt abstract "
     "vorspann "
     "anrisstext anons zajawka sapo chapo entradilla bajada strapline synopsis summary description desc "
     "sommario leadtext "
     "leadin announce kurztext einleitung teasertext"},
    {Hint::headline, "headline title heading titel titre titulo hed kicker pretitle topline dachzeile"},
    {Hint::meta,
     "meta metadata byline date datum data time timestamp dateline tags tag category categories categorie "
     "info posted "
     "published pubdate views hits rating votes counter stats source keywords topics topic labels fecha "
     "rubric readtime"},
    {Hint::author,
     "author authors autor autoren auteur bio biography profile avatar writer contributor journalist vcard"},
    {Hint::caption,
     "caption captions figcaption credit credits photo photos image images img picture gallery slideshow "
     "slider carousel "
     "video videos media player foto bild bildunterschrift legende figure thumbnail thumb lightbox "
     "illustration podcast "
     "audio wpcaption copyright"},
    {Hint::comments,
     "comment comments commentlist commentary commenting commenters disqus reply replies respond response "
     "responses "
     "discussion forum guestbook kommentar kommentare komentarz komentarze komentar commentaires comentario "
     "comentarios "
     "commento commenti opinie livefyre discuss talkback feedback reader leserkommentare"},
    {Hint::related,
     "related relateds recommend recommended recommendation recommendations recirc recirculation more "
     "further similar "
     "also readmore verwandt weitere mehr outbrain taboola ligatus plista popular trending trend most "
     "mostread "
     "mostpopular latest recent teaser teasers topstories headlines promo promos promoted linked seealso "
     "readalso next "
     "previous prev relacionadas relacionados lire powiazane polecane czytaj zobacz upnext onward interest "
     "youmaylike "
     "suggested suggestions discover explore collection zergnet nrelate yarpp crosslink inlinelink "
     "internallink"},
    {Hint::share,
     "share sharing shares social socials sociable addthis addtoany facebook twitter print printer email "
     "mail tool tools "
     "toolbar toolbox actions follow like likes vk whatsapp sharebar bookmark bookmarks udostepnij teilen fb "
     "google plus "
     "buttons button"},
    {Hint::offer,
     "newsletter subscribe subscriber subscription subscriptions signup signin register registration login "
     "paywall donate "
     "donation membership offer abo abonnement join cta shop product products price deal deals store piano "
     "regwall "
     "premium poll quiz survey contest form"},
    {Hint::advert,
     "ad ads adv advert adverts advertisement advertising advertorial anzeige anzeigen werbung banner "
     "banners sponsor "
     "sponsored sponsors dfp gpt commercial reklama reklame publicidad pub adslot adbox adsense admanager "
     "partner "
     "partners affiliate promotion"},
    {Hint::side,
     "sidebar side aside widget widgets rail rightcol leftcol right rightcolumn leftcolumn secondary "
     "complementary "
     "portlet marginal module col3 tertiary"},
    {Hint::menu,
     "nav navi navbar navigation menu menus submenu breadcrumb breadcrumbs footer foot bottom header head "
     "masthead top "
     "topbar pagination pager pages paging skip sitemap search links link crumbs sticky language languages "
     "tabs tab "
     "ticker toc contentinfo jump"},
    {Hint::notice,
     "cookie cookies consent gdpr privacy modal popup popin overlay dialog disclaimer legal notice "
     "notification alert "
     "message warning banner cmp onetrust hidden sronly tooltip terms correction impressum"},
    {Hint::box,
     "box infobox factbox facts fact kasten quote pullquote blockquote callout inset embed embedded tweet "
     "factfile "
     "glossary note notes footnote footnotes timeline sidebox highlight"},
    {Hint::list, "list lists items item feed stream river archive index grid cards card tiles tile row listing"},
});

const std::unordered_map<std::string_view, Hints>& dictionary() {
    static const auto words = [] {
        std::unordered_map<std::string_view, Hints> map;
        for (const auto& group : groups) {
            auto rest = group.words;
            while (!rest.empty()) {
                auto end = std::min(rest.find(' '), rest.size());
                map[rest.substr(0, end)] |= bit(group.hint);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        return map;
    }();
    return words;
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

// The hints of the words in `names`, which end at anything but a letter and at a capital after a small
// letter. Two neighbours such as "article" and "body" say together what "articlebody" does.
Hints hints_in(std::string_view names) {
    Hints hints = 0;
    Hints previous = 0;
    std::string word;
    auto end_word = [&] {
        if (word.empty()) return;
        auto found = dictionary().find(word);
        Hints of_word = found == dictionary().end() ? 0 : found->second;
        if ((previous & bit(Hint::article)) && (of_word & bit(Hint::text))) hints |= bit(Hint::body);
        hints |= of_word;
        previous = of_word;
        word.clear();
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        char c = names[i];
        if (is_upper(c) && i > 0 && is_lower(names[i - 1])) end_word();
        if (is_lower(c))
            word += c;
        else if (is_upper(c))
            word += static_cast<char>(c + 32);
        else {
            end_word();
            if (c == ' ') previous = 0;
        }
    }
    end_word();
    return hints;
}

}  // namespace

Hints hints_of(const Dom& dom, NodeIndex element) {
    if (dom[element].attributes_begin == dom[element].attributes_end) return 0;
    Hints hints = 0;
    for (auto name : {"class", "id", "itemprop", "role", "data-component"})
        if (auto value = dom.attribute(element, name); !value.empty()) hints |= hints_in(value.substr(0, 256));
    return hints;
}

}  // namespace watchword::article
