#include "emit/html.h"

#include <gtest/gtest.h>

#include <string>

namespace hebiao {
namespace {

struct Case {
  const char* why;
  std::string in;
  std::string out;
};

TEST(HtmlText, LeavesNothingThatAParserWouldTakeForMarkup) {
  const Case cases[] = {
      {"Chinese text is itself", "培训班次≥4.00(次)", "培训班次≥4.00(次)"},
      {"a tag", "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
      {"an attribute's end, both quotes", "\" onload='x'", "&quot; onload=&#39;x&#39;"},
      {"a reference is text", "&lt;", "&amp;lt;"},
      {"tab and line feed stay", "a\tb\nc", "a\tb\nc"},
      {"NUL, escape and DEL are no text", std::string("a\0b\x1b\x7f", 5), "a\uFFFDb\uFFFD\uFFFD"},
      {"C1 controls", "\u0085", "\uFFFD"},
      {"a byte that begins nothing", "a\xFFz", "a\uFFFDz"},
      {"a sequence cut off at the end", "\xE4\xB8", "\uFFFD\uFFFD"},
      {"an overlong slash", "\xC0\xAF", "\uFFFD\uFFFD"},
      {"a surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"beyond Unicode", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"an override would turn the figures behind it", "\u202E9.5\u2066", "\uFFFD9.5\uFFFD"},
      {"their neighbours are harmless", "\u2029\u202F\u2065\u206A", "\u2029\u202F\u2065\u206A"},
      {"four bytes are fine", "𠮷", "𠮷"},
      {"nothing", "", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(html_text(c.in), c.out) << c.why;
}

TEST(ScriptString, CannotEndItsScript) {
  EXPECT_EQ(script_string("</script><!-- & \"\\\n"), "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\\"\\\\\\n\"");
  EXPECT_EQ(script_string("\xFF"), "\"\uFFFD\"");
}

TEST(LinkPath, IsAFileNeverASchemeAQueryOrAFragment) {
  const Case cases[] = {
      {"a plain path", "2023/a.pdf.html", "./2023/a.pdf.html"},
      {"a scheme", "javascript:alert(1)", "./javascript%3Aalert%281%29"},
      {"query, fragment and percent", "a?b#c%20.html", "./a%3Fb%23c%2520.html"},
      {"Chinese and blanks", "核 表", "./%E6%A0%B8%20%E8%A1%A8"},
      {"quotes and tags", "\"'<>", "./%22%27%3C%3E"},
      {"a path that looks like a host", "//host/x", ".///host/x"},
  };
  for (const Case& c : cases) EXPECT_EQ(link_path(c.in), c.out) << c.why;
}

TEST(Base64, HasTheVectorsOfRfc4648) {
  const Case cases[] = {{"", "", ""},
                        {"", "f", "Zg=="},
                        {"", "fo", "Zm8="},
                        {"", "foo", "Zm9v"},
                        {"", "foob", "Zm9vYg=="},
                        {"", "fooba", "Zm9vYmE="},
                        {"", "foobar", "Zm9vYmFy"}};
  for (const Case& c : cases) EXPECT_EQ(base64(c.in), c.out);
}

TEST(HtmlPage, AllowsNothingForeign) {
  const std::string page = html_page("<b>", {.style = "review.css", .script = "review.js"}, "<p>x</p>");
  EXPECT_NE(page.find("<title>&lt;b&gt;</title>"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'; img-src data:; style-src 'sha256-"), std::string::npos);
  EXPECT_EQ(page.find("unsafe"), std::string::npos);
  EXPECT_EQ(page.find("http:"), std::string::npos);
  EXPECT_EQ(page.find("https:"), std::string::npos);
}

}  // namespace
}  // namespace hebiao
