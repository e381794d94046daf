// A fuzzer's property over its seed corpus and over mutations of it that are the same in every run: what a short run
// without libFuzzer can show. Linked with one of tests/fuzz/fuzz_*.cc, which ends the program where the property fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::string> seeds() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(HEBIAO_SOURCE_DIR) + "/tests/fuzz/corpus/" HEBIAO_CORPUS))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

std::string mutated(std::string text, const std::string& other, std::mt19937& random) {
  for (std::size_t changes = 1 + random() % 3; changes > 0; --changes) {
    const std::size_t at = text.empty() ? 0 : random() % text.size();
    switch (random() % 4) {
      case 0:
        text.erase(at, 1 + random() % 4);
        break;
      case 1:
        text.insert(at, 1, static_cast<char>(random() % 256));
        break;
      case 2:
        text.insert(at, text.substr(0, random() % (text.size() + 1)));
        break;
      default:
        text.insert(at, other.substr(other.empty() ? 0 : random() % other.size()));
    }
  }
  return text;
}

void run(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

TEST(Corpus, HoldsItsPropertyAndSoDoItsMutations) {
  constexpr std::size_t kMutations = 300;
  const std::vector<std::string> texts = seeds();
  ASSERT_GT(texts.size(), 10U);
  std::mt19937 random(1);
  for (const std::string& text : texts) {
    run(text);
    for (std::size_t m = 0; m < kMutations; ++m) run(mutated(text, texts[random() % texts.size()], random));
  }
}

}  // namespace
