#include "extract/pdf_salvage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace hebiao {
namespace {

struct ObjectText {
  std::size_t number = 0;
  std::string_view text;  // from behind "obj" to "endobj" or the object's stream
};

bool is_digit(char c) { return '0' <= c && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\0'; }

// The number of `12 0 obj`, read backwards from where "obj" begins; 0 if that is no object.
std::size_t object_number(std::string_view bytes, std::size_t at) {
  auto back = [&](auto is) {
    std::size_t end = at;
    while (at > 0 && is(bytes[at - 1])) --at;
    return bytes.substr(at, end - at);
  };
  if (back(is_space).empty() || back(is_digit).empty() || back(is_space).empty()) return 0;
  std::size_t number = 0;
  for (char digit : back(is_digit)) number = std::min<std::size_t>(number * 10 + (digit - '0'), 100'000'000);
  return number;
}

std::vector<ObjectText> objects_of(std::string_view bytes) {
  std::vector<ObjectText> objects;
  for (std::size_t at = bytes.find("obj"); at != bytes.npos; at = bytes.find("obj", at + 3)) {
    std::size_t number = object_number(bytes, at);
    if (number == 0) continue;
    std::size_t end = std::min(bytes.find("endobj", at), bytes.find("stream", at));
    if (end == bytes.npos) end = bytes.size();
    objects.push_back({number, bytes.substr(at + 3, end - at - 3)});
    at = std::max(at, end - 3);
  }
  return objects;
}

// The dictionary's /Type: "Catalog", "Pages", "Page" …
std::string_view type_of(std::string_view text) {
  for (std::size_t at = text.find("/Type"); at != text.npos; at = text.find("/Type", at + 1)) {
    std::string_view rest = text.substr(at + 5);
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    if (rest.empty() || rest.front() != '/') continue;  // /Type0, /TypeOther
    return rest.substr(1, rest.find_first_of(" \t\r\n\f/<>[]()", 1) - 1);
  }
  return {};
}

// The page tree's root, counted anew.
std::string with_count(std::string_view pages, std::size_t count) {
  std::string text(pages);
  std::size_t at = text.find("/Count");
  if (at == text.npos) return text;
  std::size_t begin = text.find_first_of("-0123456789", at);
  std::size_t end = text.find_first_not_of("-0123456789", begin);
  return begin == text.npos ? text : text.replace(begin, end - begin, fmt::format("{}", count));
}

}  // namespace

std::optional<std::string> salvaged(std::string_view bytes, Salvage how) {
  if (bytes.find("/Encrypt") != bytes.npos) return std::nullopt;
  std::size_t next = 1;
  std::size_t catalog = 0;
  std::string_view root;
  std::string kids;
  std::size_t pages = 0;
  for (const ObjectText& object : objects_of(bytes)) {
    next = std::max(next, object.number + 1);
    std::string_view type = type_of(object.text);
    if (type == "Catalog") catalog = object.number;
    if (type == "Pages" && object.text.find("/Parent") == object.text.npos) root = object.text;
    if (type != "Page") continue;
    kids += fmt::format("{} 0 R ", object.number);
    ++pages;
  }
  std::string out(bytes);
  if (how == Salvage::kKeepCatalog) {
    if (catalog == 0) return std::nullopt;
  } else {
    if (pages == 0) return std::nullopt;
    std::string tree =
        root.empty() ? fmt::format("<< /Type /Pages /Count {} /Kids [ {}] >>", pages, kids) : with_count(root, pages);
    out += fmt::format("\n{} 0 obj\n{}\nendobj\n", next, tree);
    catalog = next + 1;
    out += fmt::format("{} 0 obj\n<< /Type /Catalog /Pages {} 0 R >>\nendobj\n", catalog, next);
  }
  return out + fmt::format("\ntrailer << /Size {} /Root {} 0 R >>\nstartxref\n0\n%%EOF\n", next + 2, catalog);
}

}  // namespace hebiao
