#include "common/revision/render_html.hpp"

#include "common/revision/outline.hpp"

namespace watchword::revision {

namespace {

constexpr std::string_view del_open =
    "<del style=\"background-color:#ffd7d5;color:#82071e;text-decoration:line-through\">";
constexpr std::string_view ins_open =
    "<ins style=\"background-color:#ccffd8;color:#044317;text-decoration:underline\">";
constexpr std::string_view cell_open =
    "<td style=\"vertical-align:top;width:50%;padding:4px 8px;border-top:1px solid #888888\">";

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '\n':
                out += "<br>";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') out += c;  // no other control character is HTML
        }
    }
    return out;
}

void append(std::string& out, const Piece& piece) {
    if (piece.op == Piece::Op::keep) {
        out += escaped(piece.text);
        return;
    }
    const bool removed = piece.op == Piece::Op::remove;
    Trimmed part = trimmed(piece.text);
    out += escaped(part.lead);
    if (part.core.empty()) return;
    out += removed ? del_open : ins_open;
    out += escaped(part.core);
    out += removed ? "</del>" : "</ins>";
    out += escaped(part.trail);
}

std::string without(const std::vector<Piece>& pieces, Piece::Op op) {
    std::string out;
    for (const Piece& piece : pieces)
        if (piece.op != op) append(out, piece);
    return out;
}

std::string remark_html(const Diff& diff) {
    return "<p>" + escaped(remark(diff)) + "</p>\n";
}

}  // namespace

std::string words_to_html(const std::vector<Piece>& words) {
    std::string out;
    for (const Piece& piece : words) append(out, piece);
    return out;
}

std::string render_html(const Diff& diff) {
    auto sections = outline(diff);
    if (sections.empty()) return remark_html(diff);
    std::string out;
    for (const Section& section : sections) {
        out += "<p style=\"margin:12px 0 4px 0\"><strong>" + escaped(section.heading) + "</strong></p>\n";
        out += "<p dir=\"auto\" style=\"margin:0 0 12px 0\">" + words_to_html(section.pieces) + "</p>\n";
    }
    return out;
}

std::string render_html_side_by_side(const Diff& diff) {
    auto sections = outline(diff);
    if (sections.empty()) return remark_html(diff);
    std::string out = "<table style=\"border-collapse:collapse;width:100%\">\n";
    for (const Section& section : sections) {
        out += "<tr><th colspan=\"2\" style=\"text-align:left;padding:12px 8px 4px 8px\">" + escaped(section.heading) +
               "</th></tr>\n<tr>";
        for (Piece::Op hidden : {Piece::Op::insert, Piece::Op::remove}) {
            out += cell_open;
            out += "<div dir=\"auto\">" + without(section.pieces, hidden) + "</div></td>";
        }
        out += "</tr>\n";
    }
    return out + "</table>\n";
}

std::string render_html_page(const Diff& diff, std::string_view title, std::string_view old_read_at,
                             std::string_view new_read_at) {
    std::string heading = escaped(title);
    return "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
           heading +
           "</title>\n</head>\n<body style=\"font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em\">\n" +
           "<h1 dir=\"auto\">" + heading + "</h1>\n<p><del>" + escaped(old_read_at) + "</del> <ins>" +
           escaped(new_read_at) + "</ins></p>\n" + render_html(diff) + "<details>\n<summary>Side by side</summary>\n" +
           render_html_side_by_side(diff) + "</details>\n</body>\n</html>\n";
}

}  // namespace watchword::revision
