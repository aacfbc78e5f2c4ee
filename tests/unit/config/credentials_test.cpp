#include <gmock/gmock.h>

#include "config/load.hpp"

namespace watchword::config {
namespace {

using testing::HasSubstr;

class MapFiles : public Files {
  public:
    explicit MapFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
    Result<Content, ReadError> read(const std::filesystem::path& path, std::size_t) const override {
        auto found = files_.find(path.string());
        if (found == files_.end()) return ReadError{.missing = true, .message = "no such file"};
        return Content{.bytes = found->second};
    }
    Result<std::vector<std::string>, ReadError> list(const std::filesystem::path&) const override {
        return ReadError{.missing = true, .message = "no such directory"};
    }

  private:
    std::map<std::string, std::string> files_;
};

// The password of a configuration that asks for the credential `smtp`.
std::string password(std::string credentials_directory, std::map<std::string, std::string> files) {
    files["/etc/watchword/watchword.toml"] = "[smtp]\nusername = \"desk\"\npassword_file = \"smtp\"\n";
    Environment environment{.variables = {}, .files = std::make_shared<MapFiles>(std::move(files))};
    if (!credentials_directory.empty())
        environment.variables["CREDENTIALS_DIRECTORY"] = credentials_directory;
    auto config = load("/etc/watchword/watchword.toml", environment);
    return config ? config->smtp.password.reveal() : config.error().at(0).text();
}

TEST(Credentials, AreTakenFromTheServiceManagerUnderTheirName) {
    EXPECT_EQ(password("/run/credentials/watchword", {{"/run/credentials/watchword/smtp", "hunter2\n"}}),
              "hunter2");
}

TEST(Credentials, AreFoundWhenTheServiceManagerTookThemFromADirectory) {
    EXPECT_EQ(
        password("/run/credentials/watchword", {{"/run/credentials/watchword/secret_smtp", "hunter2\n"}}),
        "hunter2");
}

TEST(Credentials, LieBesideTheConfigurationForACheckByHand) {
    EXPECT_EQ(password("", {{"/etc/watchword/credentials/smtp", "hunter2\n"}}), "hunter2");
}

TEST(Credentials, ThatAreMissingAreNamedWithWhatToDo) {
    std::string fault = password("/run/credentials/watchword", {});
    EXPECT_THAT(fault, HasSubstr("watchword.toml:3:"));
    EXPECT_THAT(fault, HasSubstr("put it into `credentials` beside the configuration"));
}

}  // namespace
}  // namespace watchword::config
