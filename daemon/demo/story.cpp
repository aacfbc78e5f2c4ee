#include "daemon/demo/story.hpp"

#include <algorithm>
#include <chrono>

#include "common/base/url.hpp"
#include "common/revision/compare.hpp"
#include "common/revision/render_json.hpp"
#include "common/revision/storage.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/demo/received_mail.hpp"
#include "daemon/demo/stage.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/feeds.hpp"

namespace watchword::demo {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

void expect(bool happened, const std::string& what) {
    if (!happened) throw StoryFailed(what);
}

// What the daemon keeps of an article.
struct Kept {
    store::ArticleRow row;
    std::vector<revision::Revision> revisions;  // the oldest first
    std::vector<store::MatchRow> matches;

    std::string text() const {
        std::string all = revisions.back().headline + '\n' + revisions.back().standfirst;
        for (const std::string& paragraph : revisions.back().paragraphs) all += '\n' + paragraph;
        return all;
    }
};

std::optional<Kept> find_article(store::Connection& connection, const std::string& address) {
    auto id = store::find_address(connection, digest_of({url_identity(parse_url(address).value())}));
    auto row = id ? store::find_article(connection, *id) : std::nullopt;
    if (!row || row->revision == 0) return std::nullopt;
    Kept kept{std::move(*row), {}, store::matches(connection, *id)};
    for (unsigned number = 1; number <= kept.row.revision; ++number) {
        auto stored = store::find_revision(connection, *id, number);
        auto revision = stored ? revision::deserialise(stored->text) : revision::StorageError{};
        if (!revision) return std::nullopt;
        kept.revisions.push_back(std::move(*revision));
    }
    return kept;
}

std::size_t count(std::string_view text, std::string_view word) {
    std::size_t found = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++found;
    return found;
}

std::string text_at(const json::value& value, std::string_view pointer) {
    boost::system::error_code error;
    const json::value* found = value.find_pointer(pointer, error);
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

class Story {
  public:
    explicit Story(const std::function<void(const Scene&)>& show) : show_(show) {}

    void play() {
        show("opening", opened_, {{"outlets", outlets().size()}});
        baseline();
        hit(farmers);
        messages();
        no_hit();
        hit(tents);
        hit(rally);
        edit();
        notice("failing");
        removal();
        notice("recovered");
        end();
    }

  private:
    void show(std::string name, Time at, json::object facts, std::optional<revision::Diff> diff = {}) {
        show_({std::move(name), at, std::move(facts), std::move(diff)});
    }

    Kept article(const std::string& address) {
        auto look = [address](store::Connection& connection) { return find_article(connection, address); };
        auto kept = stage_.ask(look);
        expect(kept.has_value(), address + " should have been read");
        return std::move(*kept);
    }

    // The next webhook of that event about that article, and the mail that goes with it.
    const Post& await_post(std::string_view event, const std::string& address, Time end) {
        auto fits = [&](const Post& post) {
            return text_at(post.body, "/type") == event && text_at(post.body, "/data/article/url") == address;
        };
        bool came = stage_.run_until(end, [&] { return std::ranges::any_of(stage_.posts(), fits); });
        expect(came, "a webhook " + std::string(event) + " about " + address + " should have arrived");
        const Post& post = *std::ranges::find_if(stage_.posts(), fits);
        expect(post.signature_holds, "the signature of the webhook about " + address + " should hold");
        await_mail(event, text_at(post.body, "/data/alert"), end);
        return post;
    }

    const ReceivedMail& await_mail(std::string_view event, const std::string& alert, Time end) {
        auto fits = [&](const ReceivedMail& mail) {
            return header_of(mail, "X-Watchword-Event") == event &&
                   (alert.empty() || header_of(mail, "X-Watchword-Alert") == alert);
        };
        bool came = stage_.run_until(end, [&] { return std::ranges::any_of(stage_.mails(), fits); });
        expect(came, "a mail " + std::string(event) + " should have arrived");
        return *std::ranges::find_if(stage_.mails(), fits);
    }

    void baseline() {
        stage_.run_until(day + 7h);
        auto listed = [](store::Connection& connection) {
            std::size_t polled = 0;
            for (const store::FeedRow& feed : store::all_feeds(connection))
                polled += feed.last_poll && feed.trouble.empty();
            return polled;
        };
        expect(stage_.ask(listed) == outlets().size(), "every feed should have been polled");
        std::size_t articles = 0;
        for (const Outlet& outlet : outlets())
            for (const Piece& piece : outlet.pieces)
                if (piece.editions.front().from < stage_.now()) {
                    article(address_of(outlet, piece));
                    ++articles;
                }
        auto silent = article(dam);
        auto matched = std::ranges::any_of(silent.matches, [](const store::MatchRow& match) { return !match.told; });
        expect(matched, "the piece about the dam should be known to match");
        expect(stage_.posts().empty() && stage_.mails().empty(), "a baseline should raise no alert");
        show("baseline", stage_.now(),
             {{"feeds", outlets().size()},
              {"articles", articles},
              {"matches_untold", json::object{{"title", silent.revisions.back().headline}, {"url", dam}}}});
    }

    void hit(const std::string& address) {
        const Post& post = await_post("article.matched", address, day + 9h + 30min);
        const json::object& data = post.body.at("data").as_object();
        expect(!data.at("hits").as_array().empty(), "the alert about " + address + " should say what was hit");
        show("hit", post.at,
             {{"subscription", data.at("subscription")}, {"article", data.at("article")}, {"hits", data.at("hits")}});
    }

    void no_hit() {
        auto read = [this](store::Connection& connection) { return find_article(connection, tram).has_value(); };
        expect(stage_.run_until(day + 9h, [&] { return stage_.ask(read); }), "the piece about the tram should be read");
        auto kept = article(tram);
        auto on_page = count(look_up(outlets(), tram, stage_.now()).body, "Maidan");
        auto in_article = count(kept.text(), "Maidan");
        expect(on_page > 0 && in_article == 0, "the menu should not be taken for the article");
        expect(kept.matches.empty(), "the menu should raise no alert");
        show("no hit", stage_.now(),
             {{"title", kept.revisions.back().headline},
              {"url", tram},
              {"word", "Maidan"},
              {"on_page", on_page},
              {"in_article", in_article}});
    }

    // What went out for the first hit.
    void messages() {
        const Post& post = await_post("article.matched", farmers, stage_.now());
        json::object headers;
        for (const auto& [name, value] : post.request.headers) headers[name] = value;
        show("webhook", post.at,
             {{"target", post.request.target},
              {"headers", std::move(headers)},
              {"body", post.request.body},
              {"signature_holds", post.signature_holds}});
        const ReceivedMail& mail = await_mail("article.matched", text_at(post.body, "/data/alert"), stage_.now());
        show("mail", mail.at, {{"to", mail.to}, {"data", mail.data}, {"text", text_of(mail)}});
    }

    void edit() {
        const Post& post = await_post("article.edited", farmers, day + 12h);
        auto kept = article(farmers);
        expect(kept.revisions.size() == 2, "both versions of the edited piece should be kept");
        auto diff = revision::compare(kept.revisions.front(), kept.revisions.back(), kept.row.language);
        expect(diff.grade >= revision::Grade::substantive, "the edit should be graded as substantive");
        const json::object& data = post.body.at("data").as_object();
        json::object facts{{"subscription", data.at("subscription")},
                           {"article", data.at("article")},
                           {"edited", to_rfc3339(edited_at)},
                           {"diff", json::parse(revision::render_json(diff))}};
        show("edit", post.at, std::move(facts), std::move(diff));
    }

    void removal() {
        const Post& post = await_post("article.removed", rally, day + 24h);
        const json::object& data = post.body.at("data").as_object();
        show("removal", post.at,
             {{"subscription", data.at("subscription")},
              {"article", data.at("article")},
              {"present_at", data.at("present_at")},
              {"absent_at", data.at("absent_at")},
              {"absence", data.at("absence")}});
    }

    // Word to the operator that a feed is failing, or has recovered.
    void notice(const std::string& what) {
        const ReceivedMail& mail = await_mail("feed." + what, "", day + 36h);
        show(what, mail.at, {{"to", mail.to}, {"subject", header_of(mail, "Subject")}, {"text", text_of(mail)}});
    }

    // Nothing twice and nothing else, although the day goes on for a while.
    void end() {
        stage_.run_until(day + 48h);
        constexpr std::size_t alerts = 5,
                              notices = 2;  // three hits, an edit, a removal; a feed that failed and came back
        expect(stage_.posts().size() == alerts, "each alert should have been posted once");
        expect(stage_.mails().size() == alerts + notices, "each alert and notice should have been mailed once");
        expect(stage_.stop(), "the daemon should have ended");
        std::chrono::duration<double> took = std::chrono::steady_clock::now() - started_;
        show("end", stage_.now(),
             {{"hours", (stage_.now() - opened_) / 1h},
              {"seconds", took.count()},
              {"requests", stage_.requests()},
              {"webhooks", alerts},
              {"mails", alerts + notices}});
    }

    const std::string farmers = "http://steppe-courier.example/2026/03/03/farmers-fill-main-square";
    const std::string tram = "http://steppe-courier.example/2026/03/03/tram-4-returns";
    const std::string dam = "http://steppe-courier.example/2026/03/02/dam-repairs";
    const std::string tents = "http://vestnik.example/2026/03/03/palatki";
    const std::string rally = "http://vechirniy-kray.example/2026/03/03/viche";
    static constexpr Time edited_at = day + 10h + 40min;

    const std::function<void(const Scene&)>& show_;
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    Stage stage_{outlets()};
    const Time opened_ = stage_.now();
};

}  // namespace

void play(const std::function<void(const Scene&)>& show) {
    Story(show).play();
}

}  // namespace watchword::demo
