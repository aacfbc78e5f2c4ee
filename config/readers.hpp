#pragma once

#include "config/config.hpp"
#include "config/files.hpp"
#include "config/section.hpp"

// One function for each section of the configuration. A section's defaults stand in `config.hpp`.
namespace watchword::config {

void read_state(Section section, State& state, const Environment& environment);
void read_log(Section section, Log& log);
void read_fetch(Section section, Fetch& fetch, const Environment& environment);
void read_poll(Section& section, Poll& poll);
void read_articles(Section& section, Articles& articles);
void read_smtp(Section section, Smtp& smtp, const Environment& environment);
void read_server(Section section, Server& server, const Environment& environment);

// One of each list; `feed` comes with the settings of [poll] and [articles] in force.
void read_feed(Section section, Feed& feed);
void read_receiver(Section section, Receiver& receiver, const Environment& environment);
void read_subscription(Section section, Subscription& subscription, const query::Lists& lists);

// The text of a file that `key` names, at most `bytes_max` long; nullopt when the key is absent or empty, or
// the file cannot be read, which is a fault.
struct NamedFile {
    std::filesystem::path path;
    std::string text;
    Place place;  // where it is named
};
std::optional<NamedFile> read_named_file(Section& section, std::string_view key, const Environment& environment,
                                         std::size_t bytes_max);

// The same for a secret. A name without a slash is looked up under $CREDENTIALS_DIRECTORY, also as
// "secret_NAME": so systemd names what comes from `LoadCredential=secret:DIRECTORY`. Blanks and line ends
// around it are dropped.
std::optional<NamedFile> read_secret_file(Section& section, std::string_view key, const Environment& environment);

}  // namespace watchword::config
