#include "tests/unit/config/fixture.hpp"

namespace watchword::config {
namespace {

using testing::HasSubstr;

class Credentials : public Configuration {
  protected:
    static constexpr const char* asks_for_smtp = "[smtp]\nusername = \"desk\"\npassword_file = \"smtp\"\n";

    std::string password() { return loaded(asks_for_smtp).smtp.password.reveal(); }
};

TEST_F(Credentials, AreTakenFromTheServiceManagerUnderTheirName) {
    variable("CREDENTIALS_DIRECTORY", "/run/credentials/watchword");
    file("/run/credentials/watchword/smtp", "hunter2\n");
    EXPECT_EQ(password(), "hunter2");
}

TEST_F(Credentials, AreFoundWhenTheServiceManagerTookThemFromADirectory) {
    variable("CREDENTIALS_DIRECTORY", "/run/credentials/watchword");
    file("/run/credentials/watchword/secret_smtp", "hunter2\n");
    EXPECT_EQ(password(), "hunter2");
}

TEST_F(Credentials, LieBesideTheConfigurationForACheckByHand) {
    file("/etc/credentials/smtp", "hunter2\n");
    EXPECT_EQ(password(), "hunter2");
}

TEST_F(Credentials, ThatAreMissingAreNamedWithWhatToDo) {
    auto config = load(asks_for_smtp);
    ASSERT_FALSE(config);
    EXPECT_THAT(config.error().at(0).text(), HasSubstr("w.toml:3:"));
    EXPECT_THAT(config.error().at(0).text(), HasSubstr("put it into `credentials` beside the configuration"));
}

}  // namespace
}  // namespace watchword::config
