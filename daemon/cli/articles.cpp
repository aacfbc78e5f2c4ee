#include <iostream>
#include <memory>

#include <boost/json.hpp>

#include "common/base/printable.hpp"
#include "daemon/cli/ask.hpp"
#include "daemon/cli/excerpt.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/print.hpp"
#include "daemon/cli/question.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

constexpr std::size_t excerpts_of_each = 3;  // of one article

std::string coloured(const Ink& ink, const std::string& state) {
    if (state == "removed") return ink.red(state);
    if (state == "missing") return ink.yellow(state);
    return state == "unread" ? ink.faint(state) : state;
}

std::string title_of(const json::value& article) {
    auto title = text_of(article, "title");
    return title.empty() ? text_of(article, "url") : title;
}

struct ArticleListOptions {
    std::string query;
    std::string since, until, feed, subscription, state;
    bool edited = false;
    unsigned limit = 0;

    archive::Question question() const {
        archive::Question question{"/articles", {}};
        add_parameter(question, "query", query);
        add_parameter(question, "since", since);
        add_parameter(question, "until", until);
        add_parameter(question, "feed", feed);
        add_parameter(question, "subscription", subscription);
        add_parameter(question, "state", state);
        if (edited) question.parameters.emplace_back("edited", "true");
        add_parameter(question, limit);
        return question;
    }
};

void print_table(const json::array& articles, const Ink& ink) {
    Table table({"ID", "FIRST SEEN", "REV", "STATE", "SOURCE", "TITLE"});
    for (const json::value& article : articles)
        table.add({text_of(article, "id"), time_of(article, "first_seen"), text_of(article, "revision"),
                   coloured(ink, text_of(article, "state")), text_of(article, "source"), title_of(article)});
    std::cout << table.text(ink);
}

void print_found(const json::array& articles, const Ink& ink) {
    for (const json::value& article : articles) {
        std::cout << ink.bold(title_of(article)) << '\n'
                  << "  " << text_of(article, "id") << "  " << time_of(article, "first_seen") << "  "
                  << text_of(article, "url") << '\n';
        for (const std::string& line : excerpts_of(article, ink, excerpts_of_each)) std::cout << "  " << line << '\n';
    }
}

int list_articles(const Invocation& invocation, const ArticleListOptions& options) {
    auto articles = ask(invocation, options.question());
    if (!articles) return report(articles.error());
    if (invocation.json) {
        print_json(*articles);
        return ok;
    }
    auto ink = ink_for(1);
    const json::array& list = articles->as_array();
    if (list.empty())
        std::cerr << (options.query.empty() ? "No articles" : "No article matches")
                  << (options.since.empty() ? "" : " in that time") << ".\n";
    else if (options.query.empty())
        print_table(list, ink);
    else
        print_found(list, ink);
    mention_limit(list.size(), options.limit);
    return ok;
}

void print_presence(const json::value& article, const Ink& ink) {
    const json::value& presence = article.at("presence");
    std::string text = coloured(ink, text_of(article, "state"));
    if (auto at = time_of(presence, "present_at"); !at.empty()) text += ", present at " + at;
    if (auto since = time_of(presence, "absent_since"); !since.empty()) text += ", absent since " + since;
    if (auto last = text_of(presence, "last"); !last.empty() && last != "present")
        text += " (last reading: " + last + ")";
    print_row("state", text);
}

void print_revisions(const json::value& article, const Ink& ink) {
    std::cout << '\n';
    Table table({"REVISION", "READ", "EDIT", "FROM"});
    for (const json::value& revision : article.at("revisions").as_array())
        table.add({text_of(revision, "number"), time_of(revision, "seen"),
                   text_of(revision, "number") == "1" ? "first" : text_of(revision, "grade"),
                   text_of(revision, "origin")});
    std::cout << table.text(ink);
}

void print_article(const json::value& article, const Ink& ink) {
    std::cout << ink.bold(title_of(article)) << '\n';
    print_row("id", text_of(article, "id"));
    print_row("url", text_of(article, "url"));
    print_row("authors", list_of(article, "authors"));
    print_row("published", time_of(article, "published"));
    print_row("language", text_of(article, "language"));
    print_row("tags", list_of(article, "tags"));
    print_row("feeds", list_of(article, "feeds"));
    print_row("first seen",
              time_of(article, "first_seen") + (flag_of(article, "baseline") ? ", when its feed was new" : ""));
    print_presence(article, ink);
    std::string subscriptions;
    for (const json::value& match : article.at("subscriptions").as_array())
        subscriptions += (subscriptions.empty() ? "" : ", ") + text_of(match, "name") +
                         (flag_of(match, "told") ? "" : " (not told)");
    print_row("matched by", subscriptions);
    const json::value& next = article.at("next_reading");
    auto when = time_of(next, "time");
    auto why = text_of(next, "why");
    print_row("readings", text_of(article, "readings") +
                              (text_of(article, "last_reading").empty() ? "" : ", the last at ") +
                              time_of(article, "last_reading"));
    print_row("next", (when.empty() ? "never again" : when) + (why.empty() ? "" : ": " + why));
    print_row("trouble", text_of(article, "trouble"));
    if (!article.at("revisions").as_array().empty()) print_revisions(article, ink);
    if (auto standfirst = text_of(article, "standfirst"); !standfirst.empty())
        std::cout << '\n' << ink.bold(standfirst) << '\n';
    for (const json::value& paragraph : article.at("paragraphs").as_array())
        std::cout << '\n' << printable(paragraph.as_string(), std::string::npos) << '\n';
}

int show_article(const Invocation& invocation, const std::string& name) {
    auto article = ask(invocation, {"/articles/" + name, {}});
    if (!article) return report(article.error());
    if (invocation.json)
        print_json(*article);
    else
        print_article(*article, ink_for(1));
    return ok;
}

struct DiffOptions {
    std::string article;
    std::vector<unsigned> revisions;
    bool html = false;
};

int diff_article(const Invocation& invocation, const DiffOptions& options) {
    auto ink = ink_for(1);
    archive::Question question{"/articles/" + options.article + "/diff", {}};
    if (!options.revisions.empty()) {
        if (options.revisions.size() != 2) {
            std::cerr << "watchword: name two revisions, the older first, or none for the newest two\n";
            return usage;
        }
        question.parameters.emplace_back("from", std::to_string(options.revisions[0]));
        question.parameters.emplace_back("to", std::to_string(options.revisions[1]));
    }
    if (!invocation.json) question.parameters.emplace_back("render", options.html ? "html" : ink ? "terminal" : "text");
    auto diff = ask(invocation, question);
    if (!diff) return report(diff.error());
    if (invocation.json) {
        print_json(*diff);
        return ok;
    }
    if (!options.html) {
        const json::value& from = diff->at("from");
        const json::value& to = diff->at("to");
        std::cout << ink.bold(title_of(*diff)) << '\n'
                  << text_of(*diff, "url") << "\nrevision " << text_of(from, "number") << ", read at "
                  << time_of(from, "seen") << ", and " << text_of(to, "number") << ", read at " << time_of(to, "seen")
                  << "\n\n";
    }
    // What it renders is safe for a terminal, or HTML.
    std::cout << std::string_view(diff->at("rendered").as_string());
    return ok;
}

}  // namespace

void add_articles(Menu& menu) {
    auto& articles = menu.group("articles", "The stored articles, their revisions and edits");
    auto add_filters = [](CLI::App& command, const std::shared_ptr<ArticleListOptions>& options) {
        command.add_option("--since", options->since, "First seen since then: 7d, 2018-04-17");
        command.add_option("--until", options->until, "First seen before that");
        command.add_option("--feed", options->feed, "Carried by that feed: its name, URL or id");
        command.add_option("--subscription", options->subscription, "That this subscription has matched");
        command.add_option("--state", options->state, "unread, present, missing or removed");
        command.add_flag("--edited", options->edited, "Only those that were edited");
        add_limit(command, options->limit);
    };
    auto listed = std::make_shared<ArticleListOptions>();
    auto* list = menu.add(articles, "list", "The newest articles",
                          [&menu, listed] { return list_articles(menu.invocation(), *listed); });
    add_filters(*list, listed);

    auto sought = std::make_shared<ArticleListOptions>();
    auto* search = menu.add(articles, "search", "The articles that a query matches as they stand",
                            [&menu, sought] { return list_articles(menu.invocation(), *sought); });
    search->add_option("EXPR", sought->query, "The query")->required();
    add_filters(*search, sought);

    auto shown = std::make_shared<std::string>();
    auto* show = menu.add(articles, "show", "An article: its text, revisions, whereabouts, and when it is read next",
                          [&menu, shown] { return show_article(menu.invocation(), *shown); });
    show->add_option("ARTICLE", *shown, "Its id, the beginning of it, or its URL")->required();

    auto compared = std::make_shared<DiffOptions>();
    auto* diff = menu.add(articles, "diff", "What an edit changed, word by word",
                          [&menu, compared] { return diff_article(menu.invocation(), *compared); });
    diff->add_option("ARTICLE", compared->article, "Its id, the beginning of it, or its URL")->required();
    diff->add_option("REVISION", compared->revisions, "Two revisions; default: the newest two")->expected(0, 2);
    diff->add_flag("--html", compared->html, "As a page for a browser");
}

}  // namespace watchword::cli
