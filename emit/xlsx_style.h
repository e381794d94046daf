// How a cell looks: plain values that compare, so that equal styles become one format of the file.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace hebiao::xlsx {

// 0xRRGGBB.
struct Color {
  std::uint32_t rgb = 0;
  friend auto operator<=>(const Color&, const Color&) = default;
};
inline constexpr Color kBlack{0x000000};
inline constexpr Color kNoColor{0xFF000000};

enum class Horizontal { kGeneral, kLeft, kCenter, kRight };
enum class Vertical { kTop, kCenter, kBottom };
enum class Border { kNone, kThin, kMedium };
enum class Wrap { kNo, kYes };
enum class Weight { kNormal, kBold };
enum class Underline { kNone, kSingle };

struct Style {
  double size = 10;  // points
  Weight weight = Weight::kNormal;
  Underline underline = Underline::kNone;
  Color font = kBlack;
  Color fill = kNoColor;
  Border border = Border::kNone;
  Color border_color = {0xBFBFBF};
  Horizontal horizontal = Horizontal::kGeneral;
  Vertical vertical = Vertical::kCenter;
  Wrap wrap = Wrap::kNo;
  int indent = 0;
  std::string number_format;  // Excel's language; "@" for verbatim text; empty for General
  friend auto operator<=>(const Style&, const Style&) = default;
};

}  // namespace hebiao::xlsx
