// score_document PDF TRUTH …: prints how well the tables found agree with the known ones.
#include <cstdio>

#include "extract/extract.h"
#include "tests/extract/truth.h"

int main(int argc, char** argv) {
  hebiao::Score total;
  auto print = [](const char* name, const hebiao::Score& s) {
    std::printf("%-40s cells %.4f spans %.4f adjacency %.4f joins %zu/%zu/%zu %s\n", name, s.cells.f1(), s.spans.f1(),
                s.adjacency.f1(), s.joins.right, s.joins.found, s.joins.wanted, s.first_difference.c_str());
  };
  for (int i = 1; i + 1 < argc; i += 2) {
    hebiao::Result<hebiao::Document> document = hebiao::extract_document(argv[i], argv[i], {});
    hebiao::Score s = document ? hebiao::score(*document, hebiao::read_truth(argv[i + 1])) : hebiao::Score{};
    print(argv[i], s);
    total += s;
  }
  print("total", total);
  return 0;
}
