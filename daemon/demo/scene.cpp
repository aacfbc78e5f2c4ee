#include "daemon/demo/scene.hpp"

#include <algorithm>

#include "common/revision/render_text.hpp"
#include "daemon/demo/layout.hpp"
#include "daemon/demo/received_mail.hpp"

namespace watchword::demo {

namespace {

namespace json = boost::json;

constexpr std::size_t columns = 108;
constexpr std::size_t margin = 7;  // of what stands below a heading

std::string text_at(const json::value& value, std::string_view pointer) {
    boost::system::error_code error;
    const json::value* found = value.find_pointer(pointer, error);
    if (!found) return "";
    return found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
}

std::string clock_time(const std::string& rfc3339) {
    return rfc3339.substr(11, 5);
}

std::string heading(const Scene& scene, const std::string& text, Ink ink) {
    return ink.faint(clock_time(to_rfc3339(scene.at))) + "  " + ink.bold(text) + '\n';
}

std::string body(std::string_view text, std::size_t deeper = 0) {
    return paragraph(text, margin + deeper, columns);
}

// Its headline, where it stands, who was told.
std::string article(const json::value& facts, Ink ink) {
    auto feed = text_at(facts, "/article/feeds/0");
    return body(text_at(facts, "/article/title")) + body(ink.faint(feed + " · " + text_at(facts, "/article/url")));
}

std::string highlighted(std::string text, const std::string& words, Ink ink) {
    if (auto at = text.find(words); at != std::string::npos)
        text.replace(at, words.size(), ink.bold(ink.yellow(words)));
    return text;
}

std::string hit(const Scene& scene, const json::value& facts, Ink ink) {
    std::string out = heading(scene, "A hit for  " + text_at(facts, "/subscription/query"), ink) + article(facts, ink);
    for (const json::value& each : facts.at("hits").as_array()) {
        out += body(ink.cyan(text_at(each, "/part")) + " in the " + text_at(each, "/field"), 2);
        out += body(highlighted(text_at(each, "/excerpt"), text_at(each, "/text"), ink), 4);
    }
    return out;
}

std::string edit(const Scene& scene, const json::value& facts, Ink ink) {
    std::string out = heading(scene, "A silent edit, " + text_at(facts, "/diff/grade"), ink) + article(facts, ink);
    auto edited = clock_time(text_at(facts, "/edited"));
    out +=
        body(ink.faint("Changed at " + edited + " without a word in the feed; found when the page was read again.")) +
        '\n';
    return out + body(ink ? revision::render_terminal(*scene.diff) : revision::render_text(*scene.diff), 2);
}

std::string removal(const Scene& scene, const json::value& facts, Ink ink) {
    return heading(scene, "An article taken down", ink) + article(facts, ink) +
           body("Present at " + ink.green(clock_time(text_at(facts, "/present_at"))) + ", absent at " +
                ink.red(clock_time(text_at(facts, "/absent_at"))) + ": " + text_at(facts, "/absence") +
                ", on three readings over more than an hour.");
}

std::string webhook(const Scene& scene, const json::value& facts, Ink ink) {
    bool holds = facts.at("signature_holds").as_bool();
    std::string out = heading(scene, "The webhook that went out, as its receiver took it", ink);
    out += body(ink.faint("POST " + text_at(facts, "/target")));
    for (const auto& [name, value] : facts.at("headers").as_object())
        if (name.starts_with("webhook-") || name == "Content-Type" || name == "User-Agent")
            out += body(ink.faint(std::string(name) + ":") + ' ' + std::string(value.as_string()));
    out += body(holds ? ink.green("The signature holds.") : ink.red("The signature does not hold.")) + '\n';
    return out + indented(json::parse(text_at(facts, "/body")), margin, columns);
}

std::string mail(const Scene& scene, const json::value& facts, Ink ink) {
    std::string out = heading(scene, "The e-mail that went out beside it", ink);
    const ReceivedMail received{text_at(facts, "/to"), text_at(facts, "/data"), scene.at};
    for (const char* name :
         {"From", "To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted", "Content-Type"})
        out += body(ink.faint(name + std::string(":")) + ' ' + header_of(received, name));
    out += '\n' + body(text_at(facts, "/text"));
    return out + '\n' + body(ink.faint("... and the same as HTML, with the hits highlighted."));
}

// A mail to the operator, without its signature.
std::string notice(const Scene& scene, const json::value& facts, const std::string& what, Ink ink) {
    auto text = text_at(facts, "/text");
    return heading(scene, what, ink) + body(ink.faint("To: " + text_at(facts, "/to"))) +
           body(ink.faint("Subject: " + text_at(facts, "/subject"))) + body(text.substr(0, text.find("\n\n-- \n")));
}

}  // namespace

std::string to_json(const Scene& scene) {
    json::object line{{"scene", scene.name}, {"time", to_rfc3339(scene.at)}};
    for (const auto& [key, value] : scene.facts) line[key] = value;
    return json::serialize(line);
}

std::string to_text(const Scene& scene, Ink ink) {
    const json::value facts(scene.facts);
    if (scene.name == "opening")
        return ink.bold("A day in a small made-up press world") + '\n' +
               paragraph(
                   "The daemon as it is, over HTTP and SMTP on this machine's loopback. Only the clock skips "
                   "the waiting.",
                   0, columns);
    if (scene.name == "baseline")
        return heading(scene, "The first poll of a feed is a baseline", ink) +
               body(text_at(facts, "/feeds") + " feeds polled, " + text_at(facts, "/articles") +
                    " articles read and kept, nobody alerted. This one matches and can be searched for, but "
                    "is no news:") +
               body(text_at(facts, "/matches_untold/title"), 2);
    if (scene.name == "hit") return hit(scene, facts, ink);
    if (scene.name == "no hit")
        return heading(scene,
                       "No hit, although the page says " + text_at(facts, "/word") + ' ' + text_at(facts, "/on_page") +
                           " times",
                       ink) +
               body(text_at(facts, "/title")) + body(ink.faint(text_at(facts, "/url"))) +
               body("In the menu, the \"most read\" box and a comment, never in the article.");
    if (scene.name == "webhook") return webhook(scene, facts, ink);
    if (scene.name == "mail") return mail(scene, facts, ink);
    if (scene.name == "edit") return edit(scene, facts, ink);
    if (scene.name == "removal") return removal(scene, facts, ink);
    if (scene.name == "failing") return notice(scene, facts, "A feed that fails, told once to whom it concerns", ink);
    if (scene.name == "recovered") return notice(scene, facts, "... and that it is back", ink);
    return ink.green("Everything arrived once: " + text_at(facts, "/webhooks") + " webhooks, " +
                     text_at(facts, "/mails") + " e-mails.") +
           '\n' +
           paragraph(text_at(facts, "/hours") + " hours of the press world, " + text_at(facts, "/requests") +
                         " requests. Nothing of it is kept.",
                     0, columns);
}

}  // namespace watchword::demo
