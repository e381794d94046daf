// capture_grid PDF: captures every page and finds its tables, and prints how many. What scripts/bench-extract counts
// the instructions of: reading alone, without joining, folding and printing.
#include <cstdio>
#include <fstream>
#include <iterator>

#include "extract/page_layout.h"
#include "extract/pdf_capture.h"

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  std::ifstream stream(argv[1], std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const hebiao::Limits limits;
  hebiao::Result<hebiao::PdfFile> file = hebiao::PdfFile::open(bytes, limits);
  if (!file) return 65;
  std::size_t tables = 0;
  for (int page = 1; page <= file->pages(); ++page) {
    tables += hebiao::lay_out(file->capture(page), {}, limits.cells_per_table).tables.size();
  }
  std::printf("%zu\n", tables);
  return 0;
}
