#include "common/feed/date_words.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <unordered_map>

#include <unicode/normalizer2.h>
#include <unicode/timezone.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "common/base/ascii.hpp"

namespace watchword::feed {

namespace {

using std::chrono::minutes;

// The months' names, twelve a line: genitives where dates use them, and nominatives.
constexpr std::array<std::string_view, 36> month_lists{
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner februar maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mrt apr mei jun jul aug sept okt nov dec",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "január február marec apríl máj jún júl august september október november december",
    "január február március április május június július augusztus szeptember október november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu "
    "joulukuu",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος "
    "δεκέμβριος",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "studzeń luty sakavik krasavik travień červień lipień žnivień vierasień kastryčnik listapad śniežań",
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
};

constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

struct Zone {
    std::string_view name;
    int minutes_ahead;
};

// clang-format off
constexpr std::array zones{
    Zone{"acdt", 630}, Zone{"acst", 570}, Zone{"adt", -180}, Zone{"aedt", 660}, Zone{"aest", 600}, Zone{"akdt", -480},
    Zone{"akst", -540}, Zone{"art", -180}, Zone{"ast", -240}, Zone{"at", -240}, Zone{"awst", 480}, Zone{"brst", -120},
    Zone{"brt", -180}, Zone{"bst", 60}, Zone{"cat", 120}, Zone{"cdt", -300}, Zone{"cest", 120}, Zone{"cet", 60},
    Zone{"clst", -180}, Zone{"clt", -240}, Zone{"cot", -300}, Zone{"cst", -360}, Zone{"ct", -360}, Zone{"eat", 180},
    Zone{"edt", -240}, Zone{"eest", 180}, Zone{"eet", 120}, Zone{"est", -300}, Zone{"et", -300}, Zone{"fet", 180},
    Zone{"gmt", 0}, Zone{"gst", 240}, Zone{"hkt", 480}, Zone{"hst", -600}, Zone{"ict", 420}, Zone{"idt", 180},
    Zone{"irst", 210}, Zone{"ist", 330}, Zone{"jst", 540}, Zone{"kst", 540}, Zone{"mdt", -360}, Zone{"mest", 120},
    Zone{"mesz", 120}, Zone{"met", 60}, Zone{"mez", 60}, Zone{"msd", 240}, Zone{"msk", 180}, Zone{"mst", -420},
    Zone{"mt", -420}, Zone{"myt", 480}, Zone{"ndt", -150}, Zone{"npt", 345}, Zone{"nst", -210}, Zone{"nzdt", 780},
    Zone{"nzst", 720}, Zone{"pdt", -420}, Zone{"pet", -300}, Zone{"pht", 480}, Zone{"pkt", 300}, Zone{"pst", -480},
    Zone{"pt", -480}, Zone{"sast", 120}, Zone{"sgt", 480}, Zone{"trt", 180}, Zone{"ut", 0}, Zone{"utc", 0},
    Zone{"uyt", -180}, Zone{"vet", -240}, Zone{"wat", 60}, Zone{"west", 60}, Zone{"wet", 0}, Zone{"wib", 420},
    Zone{"wit", 540}, Zone{"wita", 480}, Zone{"yekt", 300}, Zone{"z", 0}, Zone{"zulu", 0}, Zone{"мск", 180},
};
// clang-format on
static_assert(std::ranges::is_sorted(zones, {}, &Zone::name));

// How many bytes the first three letters take, which people abbreviate to; 0 for a shorter word.
std::size_t three_letters(std::string_view word) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at <= word.size(); ++at)
        if ((at == word.size() || (word[at] & 0xC0) != 0x80) && letters++ == 3) return at;
    return 0;
}

// Every name and every beginning of one; a whole name goes before a beginning, an earlier language before a
// later one.
const std::unordered_map<std::string, unsigned>& months() {
    static const std::unordered_map<std::string, unsigned> all = [] {
        std::unordered_map<std::string, unsigned> names, beginnings;
        for (std::string_view list : month_lists) {
            for (unsigned number = 1; number <= 12; ++number) {
                auto end = std::min(list.find(' '), list.size());
                std::string name = folded_word(list.substr(0, end));
                list.remove_prefix(std::min(end + 1, list.size()));
                names.emplace(name, number);
                if (auto first = three_letters(name))
                    for (std::size_t length = first; length < name.size(); ++length)
                        beginnings.emplace(name.substr(0, length), number);
            }
        }
        names.merge(beginnings);
        return names;
    }();
    return all;
}

}  // namespace

std::string folded_word(std::string_view word) {
    if (std::ranges::all_of(word, [](char c) { return (c & 0x80) == 0; })) {
        std::string ascii(word);
        std::ranges::transform(ascii, ascii.begin(), lower);
        return ascii;
    }
    UErrorCode error = U_ZERO_ERROR;
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
    text.foldCase();
    const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(error);
    if (U_SUCCESS(error)) text = decomposer->normalize(text, error);
    icu::UnicodeString letters;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        UChar32 c = text.char32At(i);
        if (u_charType(c) == U_NON_SPACING_MARK) continue;
        letters.append(c == 0x131 ? UChar32('i') : c == 0x142 ? UChar32('l') : c);  // ı and ł have no decomposition
    }
    // Hangul comes apart in NFD and must be put together again.
    const icu::Normalizer2* composer = icu::Normalizer2::getNFCInstance(error);
    if (U_SUCCESS(error)) letters = composer->normalize(letters, error);
    std::string folded;
    letters.toUTF8String(folded);
    return folded;
}

std::optional<unsigned> month_of(std::string_view folded) {
    auto found = months().find(std::string(folded));
    return found == months().end() ? std::nullopt : std::optional(found->second);
}

std::optional<unsigned> weekday_of(std::string_view folded) {
    if (folded.size() < 3) return std::nullopt;
    auto found = std::ranges::find_if(weekdays, [&](std::string_view name) { return name.starts_with(folded); });
    return found == weekdays.end() ? std::nullopt : std::optional(static_cast<unsigned>(found - weekdays.begin()));
}

std::optional<DayHalf> day_half_of(std::string_view folded) {
    static constexpr std::array<std::string_view, 6> before{"am", "오전", "午前", "上午", "πμ", "dop"};
    static constexpr std::array<std::string_view, 6> after{"pm", "오후", "午後", "下午", "μμ", "odp"};
    if (std::ranges::find(before, folded) != before.end()) return DayHalf::before_noon;
    if (std::ranges::find(after, folded) != after.end()) return DayHalf::after_noon;
    return std::nullopt;
}

std::optional<minutes> zone_of(std::string_view folded) {
    auto found = std::ranges::lower_bound(zones, folded, {}, &Zone::name);
    return found == zones.end() || found->name != folded ? std::nullopt : std::optional(minutes(found->minutes_ahead));
}

std::optional<minutes> zone_of_area(std::string_view name, std::chrono::local_seconds local) {
    auto id = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
    if (!zone || *zone == icu::TimeZone::getUnknown()) return std::nullopt;
    int32_t raw = 0, daylight = 0;
    UErrorCode error = U_ZERO_ERROR;
    double milliseconds = static_cast<double>(local.time_since_epoch().count()) * 1000;
    zone->getOffset(milliseconds, true, raw, daylight, error);
    if (U_FAILURE(error)) return std::nullopt;
    return minutes((raw + daylight) / 60000);
}

}  // namespace watchword::feed
