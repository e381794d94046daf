// What every HTML page of this program is made of: escaping, links, and a frame that allows nothing foreign.
//
// A page is one file: its style, its script, its data and its pictures stand in it. Its Content-Security-Policy names
// the hash of that one style and that one script, pictures only as data:, and nothing else, so a tag that slipped
// through could neither run nor load anything. For the same reason no markup here may use a style or an on… attribute.
#pragma once

#include <string>
#include <string_view>

namespace hebiao {

// Text as HTML character data or as the content of a quoted attribute: & < > " ' as references. U+FFFD stands for
// control characters, for bytes that are no UTF-8, and for the marks that turn the reading direction: with one of them
// a name can make the figures behind it read backwards. Everything that comes from a source goes through here.
std::string html_text(std::string_view text);

// A string literal of JSON that may stand inside a <script> element: also < > & are escaped.
std::string script_string(std::string_view text);

// A relative file path ('/' between its parts) as an href: percent-encoded, never read as a scheme, query or fragment.
std::string link_path(std::string_view path);

// A length in a drawing, to a hundredth of its unit.
std::string svg_number(double value);

std::string base64(std::string_view bytes);
std::string data_uri(std::string_view media_type, std::string_view bytes);

// Names of files in emit/assets/, joined in order. pre: each name is one of hebiao_embed's list.
struct PageAssets {
  std::string_view common_style = "common.css";
  std::string_view style;
  std::string_view script;
};

// A whole document around `body` (markup). `title` is plain text.
std::string html_page(std::string_view title, const PageAssets& assets, std::string_view body);

}  // namespace hebiao
