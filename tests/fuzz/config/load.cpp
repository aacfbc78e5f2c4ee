#include "config/load.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace watchword;

// The input is the configuration and every file that it names.
class OneFile : public config::Files {
  public:
    std::string bytes;
    Result<Content, config::ReadError> read(const std::filesystem::path&, std::size_t bytes_max) const override {
        if (bytes.size() > bytes_max) return config::ReadError{.message = "is too large"};
        return Content{.bytes = bytes};
    }
    Result<std::vector<std::string>, config::ReadError> list(const std::filesystem::path&) const override {
        return std::vector<std::string>{"a.toml", "b.toml"};
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto files = std::make_shared<OneFile>();
    files->bytes.assign(reinterpret_cast<const char*>(data), size);
    config::Environment environment;
    environment.variables["STATE_DIRECTORY"] = "/var/lib/watchword";
    environment.files = files;
    auto config = config::load("/etc/w.toml", environment);
    if (!config && config.error().empty()) std::abort();
    if (config)
        for (auto& subscription : config->subscriptions)
            if (!subscription.query) std::abort();
    return 0;
}
