// Prints what extract/ finds in a file, in the words of document_dump.h. For developers and for the scoring scripts.
#include <cstdio>

#include "extract/extract.h"
#include "tests/extract/document_dump.h"

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    hebiao::Result<hebiao::Document> document = hebiao::extract_document(argv[i], argv[i], {});
    if (!document) {
      const hebiao::Problem& p = document.error().problem;
      std::printf("error %s %s\n", std::string(hebiao::problem_code_name(p.code)).c_str(), p.message.en.c_str());
      continue;
    }
    std::fputs(hebiao::dump(*document).c_str(), stdout);
  }
  return 0;
}
