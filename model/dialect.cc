#include "model/dialect.h"

#include <cassert>
#include <span>

#include "extract/embedded.h"
#include "model/lexicon.h"

namespace hebiao {
namespace embedded {
std::span<const EmbeddedFile> dialects();
}  // namespace embedded

namespace {

std::shared_ptr<const Dialects::Tables> load_shipped() {
  auto tables = std::make_shared<Dialects::Tables>();
  for (const EmbeddedFile& file : embedded::dialects()) {
    [[maybe_unused]] const auto loaded = load_dialect(file.text, file.name, *tables);
    assert(loaded.has_value());  // a test loads each file and shows what is wrong with it
  }
  return tables;
}

}  // namespace

const Dialects& Dialects::shipped() {
  static const Dialects dialects(load_shipped());
  return dialects;
}

Result<Dialects> Dialects::with(std::string_view toml, std::string_view origin) const {
  auto tables = std::make_shared<Tables>(*tables_);
  if (auto loaded = load_dialect(toml, origin, *tables); !loaded) return tl::make_unexpected(loaded.error());
  return Dialects(tables);
}

std::vector<std::string> Dialects::ids() const {
  std::vector<std::string> result;
  for (const DialectWords& dialect : tables_->dialects) result.push_back(dialect.id);
  return result;
}

}  // namespace hebiao
