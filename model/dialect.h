// Dialects: the words and the shape of a form family, as data (model/dialects/*.toml). Never a branch in code.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/result.h"

namespace hebiao {

// Immutable after loading; cheap to copy.
class Dialects {
 public:
  struct Tables;  // known to model/ only

  static const Dialects& shipped();
  // These and one more from TOML text; `origin` names it in errors. Refuses unknown keys, with the line.
  Result<Dialects> with(std::string_view toml, std::string_view origin) const;
  std::vector<std::string> ids() const;
  const Tables& tables() const { return *tables_; }

  explicit Dialects(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}

 private:
  std::shared_ptr<const Tables> tables_;
};

}  // namespace hebiao
