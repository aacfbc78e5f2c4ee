#include <iomanip>
#include <iostream>
#include <sstream>

#include <boost/json.hpp>

#include "common/base/printable.hpp"
#include "common/query/explain.hpp"
#include "config/load.hpp"
#include "daemon/cli/ask.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/print.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

constexpr const char* week = "7d";

// How much of the last week's articles the query matches; nullopt without an archive to ask.
std::optional<json::object> ask_archive(const Invocation& invocation, const std::string& expression) {
    auto test = ask(invocation, {"/query/test", {{"query", expression}, {"since", week}}});
    if (!test || number_of(*test, "articles") == 0) return std::nullopt;
    auto articles = number_of(*test, "articles");
    auto matched = number_of(*test, "matched");
    return json::object{{"since", test->at("since")},
                        {"articles", articles},
                        {"matched", matched},
                        {"share", static_cast<double>(matched) / static_cast<double>(articles)}};
}

std::string share_text(const json::object& archive) {
    std::ostringstream text;
    text << archive.at("matched") << " of " << archive.at("articles") << " articles of the last week, " << std::fixed
         << std::setprecision(2) << archive.at("share").as_double() * 100 << " %";
    return std::move(text).str();
}

}  // namespace

int query_check(const Invocation& invocation, const std::string& expression) {
    query::Lists lists;
    auto config = config::load(invocation.config_file, config::process_environment());
    if (config) {
        lists = config->lists;
    } else if (invocation.config_named) {
        for (const config::Fault& fault : config.error()) std::cerr << fault.text() << '\n';
        return bad_config;
    }
    auto explanation = query::explain(expression, lists);
    const std::vector<query::Fault>& faults = explanation ? explanation->warnings : explanation.error();
    for (const query::Fault& fault : faults) std::cerr << query::to_text(fault, "query", expression);
    if (!explanation) {
        if (invocation.json) std::cout << query::to_json(faults) << '\n';
        return bad_data;
    }
    auto archive = ask_archive(invocation, expression);
    if (invocation.json) {
        auto document = json::parse(query::to_json(*explanation)).as_object();
        document["archive"] = archive ? json::value(*archive) : json::value(nullptr);
        print_json(document);
        return ok;
    }
    std::cout << query::to_text(*explanation);
    if (archive) std::cout << "archive  " << share_text(*archive) << '\n';
    return ok;
}

}  // namespace watchword::cli
