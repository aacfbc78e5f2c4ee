#pragma once

#include <string_view>

#include <gtest/gtest.h>

#include "common/feed/document.hpp"

// The feed in these bytes, which came from `url` as `content_type`; the test fails when there is none.
inline watchword::feed::Document parsed(std::string_view bytes, std::string_view url = "",
                                        std::string_view content_type = "") {
    auto document = watchword::feed::parse(bytes, {url, content_type});
    EXPECT_TRUE(document) << document.error().message;
    return document ? *document : watchword::feed::Document{};
}
