#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "daemon/cli/exit_code.hpp"

// The commands of spec/cli.md. Each writes data to stdout, talk to stderr, and returns its exit code.
namespace watchword::cli {

// What every command sees of the command line.
struct Invocation {
    std::filesystem::path config_file;  // --config, or the first default that exists
    bool config_named = false;          // by --config
    bool json = false;
};

int run(const Invocation& invocation);
int check_config(const Invocation& invocation);
int init(const std::filesystem::path& file);
int version(const Invocation& invocation);
int demo(const Invocation& invocation);
int status(const Invocation& invocation);

struct TryOptions {
    std::string address;  // of a feed, a site or an article; without a scheme https is meant
    std::string query;
    std::size_t limit = 30;  // articles read at most
};
int try_query(const Invocation& invocation, const TryOptions& options);

struct InspectOptions {
    std::string file;  // a path, "-", or an http(s) URL
    std::string url;
    std::string content_type;
    bool batch = false;
    bool explain = false;
};
int inspect_feed(const Invocation& invocation, const InspectOptions& options);
int inspect_article(const Invocation& invocation, const InspectOptions& options);

int query_check(const Invocation& invocation, const std::string& expression);

}  // namespace watchword::cli
