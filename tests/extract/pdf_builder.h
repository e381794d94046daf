// Small PDFs written by the test that reads them, so that what they hold is known. Text is drawn in STSong-Light, which
// is not embedded (UniGB-UCS2-H): every character is an em wide, Latin ones half an em.
//
// Coordinates are points from the top left, as in the results.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/source_ref.h"

namespace hebiao {

struct TextStyle {
  double size = 10;
  double angle = 0;         // degrees, anticlockwise
  double gray = 0;          // 0 black … 1 white
  int render = 0;           // PDF text render mode
  std::string font = "F1";  // F1 UniGB-UCS2-H, F2 GBK-EUC-H (give bytes of GBK), F3 Helvetica, F4 vertical; or one of
                            // the page's own resources
};

enum class RuleStyle {
  kStroke,
  kThinFill,
  kFourRects,
  kDashed,
  kDashPieces,
  kDots,
  kDouble,
  kColoured,
  kFrames,
  kClipped
};

class PdfBuilder {
 public:
  // Begins a page; `extra` goes into its dictionary ("/Rotate 90").
  PdfBuilder& page(double width = 595, double height = 842, std::string extra = "");
  PdfBuilder& text(double x, double baseline, std::string_view utf8, const TextStyle& style = {});
  PdfBuilder& line(double x0, double y0, double x1, double y1, double width = 0.5);
  PdfBuilder& fill(const Box& box, double gray);
  PdfBuilder& image(const Box& box);
  PdfBuilder& raw(std::string operators);  // in PDF's own coordinates
  // Adds an object that pages and the catalog may name: its number.
  int object(std::string body);
  PdfBuilder& catalog(std::string extra);  // into the document's catalog: "/AcroForm 8 0 R"
  PdfBuilder& compress();                  // content streams through Flate, as producers write them
  std::string bytes() const;
  std::size_t characters() const { return characters_; }  // drawn by text() and grid(), blanks not counted

  // Draws the borders of a cell in one of the ways that producers do.
  PdfBuilder& border(const Box& box, RuleStyle style);

  // A grid of cells with text at its top left; columns are `width` wide, rows `height` high.
  struct GridText {
    double left = 60;
    double top = 80;
    double width = 100;
    double height = 24;
    RuleStyle style = RuleStyle::kStroke;
    std::vector<std::vector<std::string>> rows;
  };
  PdfBuilder& grid(const GridText& grid);

 private:
  struct PageSource {
    double width = 0;
    double height = 0;
    std::string extra;
    std::string content;
  };
  double up(double y) const { return pages_.back().height - y; }
  std::string& content() { return pages_.back().content; }
  std::vector<PageSource> pages_;
  std::vector<std::string> objects_;
  std::string catalog_;
  bool compress_ = false;
  std::size_t characters_ = 0;
};

}  // namespace hebiao
