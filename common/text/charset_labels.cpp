#include "common/text/charset_labels.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace watchword::text {

namespace {

constexpr std::array charsets{
    Charset{"utf-8", "UTF-8"},
    Charset{"ibm866", "CP866"},
    Charset{"iso-8859-2", "ISO-8859-2"},
    Charset{"iso-8859-3", "ISO-8859-3"},
    Charset{"iso-8859-4", "ISO-8859-4"},
    Charset{"iso-8859-5", "ISO-8859-5"},
    Charset{"iso-8859-6", "ISO-8859-6"},
    Charset{"iso-8859-7", "ISO-8859-7"},
    Charset{"iso-8859-8", "ISO-8859-8"},
    Charset{"iso-8859-8-i", "ISO-8859-8"},
    Charset{"iso-8859-10", "ISO-8859-10"},
    Charset{"iso-8859-13", "ISO-8859-13"},
    Charset{"iso-8859-14", "ISO-8859-14"},
    Charset{"iso-8859-15", "ISO-8859-15"},
    Charset{"iso-8859-16", "ISO-8859-16"},
    Charset{"koi8-r", "KOI8-R"},
    Charset{"koi8-u", "KOI8-U"},
    Charset{"macintosh", "MACINTOSH"},
    Charset{"windows-874", "CP874"},
    Charset{"windows-1250", "CP1250"},
    Charset{"windows-1251", "CP1251"},
    Charset{"windows-1252", "CP1252"},
    Charset{"windows-1253", "CP1253"},
    Charset{"windows-1254", "CP1254"},
    Charset{"windows-1255", "CP1255", false, true},
    Charset{"windows-1256", "CP1256"},
    Charset{"windows-1257", "CP1257"},
    Charset{"windows-1258", "CP1258", false, true},
    Charset{"x-mac-cyrillic", "MAC-UK"},
    Charset{"gbk", "GB18030"},
    Charset{"gb18030", "GB18030"},
    Charset{"big5", "BIG5-HKSCS"},
    Charset{"euc-jp", "EUC-JP-MS"},
    Charset{"iso-2022-jp", "ISO-2022-JP-2"},
    Charset{"shift_jis", "CP932"},
    Charset{"euc-kr", "CP949"},
    Charset{"utf-16be", "UTF-16BE", true},
    Charset{"utf-16le", "UTF-16LE", true},
    // Not of the Encoding Standard, but met in feeds.
    Charset{"utf-32be", "UTF-32BE", true},
    Charset{"utf-32le", "UTF-32LE", true},
    Charset{"iso-2022-kr", "ISO-2022-KR"},
    Charset{"euc-tw", "EUC-TW"},
    Charset{"johab", "JOHAB"},
    Charset{"tcvn", "TCVN", false, true},
    Charset{"viscii", "VISCII"},
    Charset{"armscii-8", "ARMSCII-8"},
    Charset{"georgian-ps", "GEORGIAN-PS"},
    Charset{"koi8-t", "KOI8-T"},
    Charset{"pt154", "PT154"},
    Charset{"macce", "MAC-CENTRALEUROPE"},
    Charset{"ibm437", "CP437"},
    Charset{"ibm850", "CP850"},
    Charset{"ibm852", "CP852"},
    Charset{"ibm855", "CP855"},
    Charset{"ibm857", "CP857"},
    Charset{"ibm862", "CP862"},
    Charset{"ibm037", "CP037", true},
};

struct Label {
    std::string_view label;
    std::string_view name;
};

// clang-format off
constexpr std::array labels{
    Label{"866", "ibm866"}, Label{"ansi_x3.4-1968", "windows-1252"}, Label{"arabic", "iso-8859-6"},
    Label{"armscii-8", "armscii-8"}, Label{"ascii", "windows-1252"}, Label{"asmo-708", "iso-8859-6"},
    Label{"big5", "big5"}, Label{"big5-hkscs", "big5"}, Label{"chinese", "gbk"}, Label{"cn-big5", "big5"},
    Label{"cp1250", "windows-1250"}, Label{"cp1251", "windows-1251"}, Label{"cp1252", "windows-1252"},
    Label{"cp1253", "windows-1253"}, Label{"cp1254", "windows-1254"}, Label{"cp1255", "windows-1255"},
    Label{"cp1256", "windows-1256"}, Label{"cp1257", "windows-1257"}, Label{"cp1258", "windows-1258"},
    Label{"cp437", "ibm437"}, Label{"cp819", "windows-1252"}, Label{"cp850", "ibm850"}, Label{"cp852", "ibm852"},
    Label{"cp855", "ibm855"}, Label{"cp857", "ibm857"}, Label{"cp862", "ibm862"}, Label{"cp866", "ibm866"},
    Label{"cp874", "windows-874"}, Label{"cp932", "shift_jis"}, Label{"cp936", "gbk"}, Label{"cp949", "euc-kr"},
    Label{"cp950", "big5"}, Label{"csbig5", "big5"}, Label{"cseuckr", "euc-kr"},
    Label{"cseucpkdfmtjapanese", "euc-jp"}, Label{"csgb2312", "gbk"}, Label{"csibm866", "ibm866"},
    Label{"csiso2022jp", "iso-2022-jp"}, Label{"csiso2022kr", "iso-2022-kr"}, Label{"csiso58gb231280", "gbk"},
    Label{"csiso88596e", "iso-8859-6"}, Label{"csiso88596i", "iso-8859-6"}, Label{"csiso88598e", "iso-8859-8"},
    Label{"csiso88598i", "iso-8859-8-i"}, Label{"csisolatin1", "windows-1252"}, Label{"csisolatin2", "iso-8859-2"},
    Label{"csisolatin3", "iso-8859-3"}, Label{"csisolatin4", "iso-8859-4"}, Label{"csisolatin5", "windows-1254"},
    Label{"csisolatin6", "iso-8859-10"}, Label{"csisolatin9", "iso-8859-15"},
    Label{"csisolatinarabic", "iso-8859-6"}, Label{"csisolatincyrillic", "iso-8859-5"},
    Label{"csisolatingreek", "iso-8859-7"}, Label{"csisolatinhebrew", "iso-8859-8"}, Label{"cskoi8r", "koi8-r"},
    Label{"csksc56011987", "euc-kr"}, Label{"csmacintosh", "macintosh"}, Label{"csshiftjis", "shift_jis"},
    Label{"csunicode", "utf-16le"}, Label{"cyrillic", "iso-8859-5"}, Label{"dos-874", "windows-874"},
    Label{"ebcdic-cp-us", "ibm037"}, Label{"ecma-114", "iso-8859-6"}, Label{"ecma-118", "iso-8859-7"},
    Label{"elot_928", "iso-8859-7"}, Label{"euc-cn", "gbk"}, Label{"euc-jp", "euc-jp"}, Label{"euc-kr", "euc-kr"},
    Label{"euc-tw", "euc-tw"}, Label{"gb18030", "gb18030"}, Label{"gb2312", "gbk"}, Label{"gb_2312", "gbk"},
    Label{"gb_2312-80", "gbk"}, Label{"gbk", "gbk"}, Label{"georgian-ps", "georgian-ps"},
    Label{"greek", "iso-8859-7"}, Label{"greek8", "iso-8859-7"}, Label{"hebrew", "iso-8859-8"},
    Label{"ibm037", "ibm037"},
    Label{"ibm437", "ibm437"}, Label{"ibm819", "windows-1252"}, Label{"ibm850", "ibm850"},
    Label{"ibm852", "ibm852"}, Label{"ibm855", "ibm855"}, Label{"ibm857", "ibm857"}, Label{"ibm862", "ibm862"},
    Label{"ibm866", "ibm866"}, Label{"iso-10646-ucs-2", "utf-16le"}, Label{"iso-2022-jp", "iso-2022-jp"},
    Label{"iso-2022-kr", "iso-2022-kr"}, Label{"iso-8859-1", "windows-1252"}, Label{"iso-8859-10", "iso-8859-10"},
    Label{"iso-8859-11", "windows-874"}, Label{"iso-8859-13", "iso-8859-13"}, Label{"iso-8859-14", "iso-8859-14"},
    Label{"iso-8859-15", "iso-8859-15"}, Label{"iso-8859-16", "iso-8859-16"}, Label{"iso-8859-2", "iso-8859-2"},
    Label{"iso-8859-3", "iso-8859-3"}, Label{"iso-8859-4", "iso-8859-4"}, Label{"iso-8859-5", "iso-8859-5"},
    Label{"iso-8859-6", "iso-8859-6"}, Label{"iso-8859-6-e", "iso-8859-6"}, Label{"iso-8859-6-i", "iso-8859-6"},
    Label{"iso-8859-7", "iso-8859-7"}, Label{"iso-8859-8", "iso-8859-8"}, Label{"iso-8859-8-e", "iso-8859-8"},
    Label{"iso-8859-8-i", "iso-8859-8-i"}, Label{"iso-8859-9", "windows-1254"}, Label{"iso-ir-100", "windows-1252"},
    Label{"iso-ir-101", "iso-8859-2"}, Label{"iso-ir-109", "iso-8859-3"}, Label{"iso-ir-110", "iso-8859-4"},
    Label{"iso-ir-126", "iso-8859-7"}, Label{"iso-ir-127", "iso-8859-6"}, Label{"iso-ir-138", "iso-8859-8"},
    Label{"iso-ir-144", "iso-8859-5"}, Label{"iso-ir-148", "windows-1254"}, Label{"iso-ir-149", "euc-kr"},
    Label{"iso-ir-157", "iso-8859-10"}, Label{"iso-ir-58", "gbk"}, Label{"iso8859-1", "windows-1252"},
    Label{"iso8859-10", "iso-8859-10"}, Label{"iso8859-11", "windows-874"}, Label{"iso8859-13", "iso-8859-13"},
    Label{"iso8859-14", "iso-8859-14"}, Label{"iso8859-15", "iso-8859-15"}, Label{"iso8859-2", "iso-8859-2"},
    Label{"iso8859-3", "iso-8859-3"}, Label{"iso8859-4", "iso-8859-4"}, Label{"iso8859-5", "iso-8859-5"},
    Label{"iso8859-6", "iso-8859-6"}, Label{"iso8859-7", "iso-8859-7"}, Label{"iso8859-8", "iso-8859-8"},
    Label{"iso8859-9", "windows-1254"}, Label{"iso88591", "windows-1252"}, Label{"iso885910", "iso-8859-10"},
    Label{"iso885911", "windows-874"}, Label{"iso885913", "iso-8859-13"}, Label{"iso885914", "iso-8859-14"},
    Label{"iso885915", "iso-8859-15"}, Label{"iso88592", "iso-8859-2"}, Label{"iso88593", "iso-8859-3"},
    Label{"iso88594", "iso-8859-4"}, Label{"iso88595", "iso-8859-5"}, Label{"iso88596", "iso-8859-6"},
    Label{"iso88597", "iso-8859-7"}, Label{"iso88598", "iso-8859-8"}, Label{"iso88599", "windows-1254"},
    Label{"iso_8859-1", "windows-1252"}, Label{"iso_8859-15", "iso-8859-15"},
    Label{"iso_8859-1:1987", "windows-1252"}, Label{"iso_8859-2", "iso-8859-2"},
    Label{"iso_8859-2:1987", "iso-8859-2"}, Label{"iso_8859-3", "iso-8859-3"},
    Label{"iso_8859-3:1988", "iso-8859-3"}, Label{"iso_8859-4", "iso-8859-4"},
    Label{"iso_8859-4:1988", "iso-8859-4"}, Label{"iso_8859-5", "iso-8859-5"},
    Label{"iso_8859-5:1988", "iso-8859-5"}, Label{"iso_8859-6", "iso-8859-6"},
    Label{"iso_8859-6:1987", "iso-8859-6"}, Label{"iso_8859-7", "iso-8859-7"},
    Label{"iso_8859-7:1987", "iso-8859-7"}, Label{"iso_8859-8", "iso-8859-8"},
    Label{"iso_8859-8:1988", "iso-8859-8"}, Label{"iso_8859-9", "windows-1254"},
    Label{"iso_8859-9:1989", "windows-1254"}, Label{"johab", "johab"}, Label{"koi", "koi8-r"}, Label{"koi8", "koi8-r"},
    Label{"koi8-r", "koi8-r"}, Label{"koi8-ru", "koi8-u"}, Label{"koi8-t", "koi8-t"}, Label{"koi8-u", "koi8-u"},
    Label{"koi8_r", "koi8-r"}, Label{"korean", "euc-kr"}, Label{"ks_c_5601-1987", "euc-kr"},
    Label{"ks_c_5601-1989", "euc-kr"}, Label{"ksc5601", "euc-kr"}, Label{"ksc_5601", "euc-kr"},
    Label{"l1", "windows-1252"}, Label{"l2", "iso-8859-2"}, Label{"l3", "iso-8859-3"}, Label{"l4", "iso-8859-4"},
    Label{"l5", "windows-1254"}, Label{"l6", "iso-8859-10"}, Label{"l9", "iso-8859-15"},
    Label{"latin1", "windows-1252"}, Label{"latin2", "iso-8859-2"}, Label{"latin3", "iso-8859-3"},
    Label{"latin4", "iso-8859-4"}, Label{"latin5", "windows-1254"}, Label{"latin6", "iso-8859-10"},
    Label{"logical", "iso-8859-8-i"}, Label{"mac", "macintosh"}, Label{"macce", "macce"},
    Label{"macintosh", "macintosh"}, Label{"ms932", "shift_jis"}, Label{"ms_kanji", "shift_jis"},
    Label{"pt154", "pt154"}, Label{"shift-jis", "shift_jis"}, Label{"shift_jis", "shift_jis"},
    Label{"sjis", "shift_jis"}, Label{"sun_eu_greek", "iso-8859-7"}, Label{"tcvn", "tcvn"},
    Label{"tis-620", "windows-874"}, Label{"ucs-2", "utf-16le"}, Label{"ucs-4", "utf-32be"},
    Label{"unicode", "utf-16le"}, Label{"unicode-1-1-utf-8", "utf-8"}, Label{"unicode11utf8", "utf-8"},
    Label{"unicode20utf8", "utf-8"}, Label{"unicodefeff", "utf-16le"}, Label{"unicodefffe", "utf-16be"},
    Label{"us-ascii", "windows-1252"}, Label{"utf-16", "utf-16le"}, Label{"utf-16be", "utf-16be"},
    Label{"utf-16le", "utf-16le"}, Label{"utf-32", "utf-32be"}, Label{"utf-32be", "utf-32be"},
    Label{"utf-32le", "utf-32le"}, Label{"utf-8", "utf-8"}, Label{"utf8", "utf-8"},
    Label{"viscii", "viscii"}, Label{"visual", "iso-8859-8"}, Label{"win-1251", "windows-1251"},
    Label{"windows-1250", "windows-1250"}, Label{"windows-1251", "windows-1251"},
    Label{"windows-1252", "windows-1252"}, Label{"windows-1253", "windows-1253"},
    Label{"windows-1254", "windows-1254"}, Label{"windows-1255", "windows-1255"},
    Label{"windows-1256", "windows-1256"}, Label{"windows-1257", "windows-1257"},
    Label{"windows-1258", "windows-1258"}, Label{"windows-31j", "shift_jis"}, Label{"windows-874", "windows-874"},
    Label{"windows-936", "gbk"}, Label{"windows-949", "euc-kr"}, Label{"x-cp1250", "windows-1250"},
    Label{"x-cp1251", "windows-1251"}, Label{"x-cp1252", "windows-1252"}, Label{"x-cp1253", "windows-1253"},
    Label{"x-cp1254", "windows-1254"}, Label{"x-cp1255", "windows-1255"}, Label{"x-cp1256", "windows-1256"},
    Label{"x-cp1257", "windows-1257"}, Label{"x-cp1258", "windows-1258"}, Label{"x-euc-jp", "euc-jp"},
    Label{"x-gbk", "gbk"}, Label{"x-mac-cyrillic", "x-mac-cyrillic"}, Label{"x-mac-roman", "macintosh"},
    Label{"x-mac-ukrainian", "x-mac-cyrillic"}, Label{"x-sjis", "shift_jis"},
    Label{"x-unicode20utf8", "utf-8"}, Label{"x-x-big5", "big5"},
};
// clang-format on
static_assert(std::ranges::is_sorted(labels, {}, &Label::label));

constexpr std::size_t label_bytes_max = 40;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

}  // namespace

std::optional<Charset> charset_of(std::string_view label) {
    while (!label.empty() && is_blank(label.front())) label.remove_prefix(1);
    while (!label.empty() && is_blank(label.back())) label.remove_suffix(1);
    if (label.size() > label_bytes_max) return std::nullopt;
    std::string lower(label);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    auto found = std::ranges::lower_bound(labels, std::string_view(lower), {}, &Label::label);
    if (found == labels.end() || found->label != lower) return std::nullopt;
    return *std::ranges::find(charsets, found->name, &Charset::name);
}

}  // namespace watchword::text
