// A fund block without columns: each figure stands behind its own label (预算数：386.50 执行数：386.50), and the rows
// below say of what it is a part, once for each of the figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/form_context.h"

namespace hebiao {

// Does the row open such a block: two labels of money at least, one of them before a figure?
bool pairs_money(const Row& row, const Lexicon& lexicon);

class PairedFunds {
 public:
  explicit PairedFunds(FormContext& context) : context_(context) {}

  // Reads a row for which pairs_money() holds as the total.
  void open(std::size_t row);
  // Reads a row of parts; false if it is none.
  bool read(std::size_t row);

 private:
  struct Head {
    Role role = Role::kNone;
    std::string label;
  };

  void add(FundLine& line, const Head& head, CellId id);
  void add_rate_below_head(FundLine& line, CellId id);

  FormContext& context_;
  std::vector<Head> heads_;
};

}  // namespace hebiao
