#include <fmt/format.h>

#include "model/dialect_choice.h"
#include "model/form_reader.h"
#include "model/form_segments.h"
#include "model/model.h"
#include "model/rows.h"
#include "model/shapes.h"

namespace hebiao {
namespace {

Problem look_alike(const std::vector<Row>& rows, const FormSegment& segment) {
  Problem problem;
  problem.code = ProblemCode::kLookAlike;
  problem.at = rows[segment.begin].at();
  const RowCell* title = rows[segment.begin].only_cell();
  const std::string_view name = title == nullptr ? std::string_view() : title->text;
  problem.message = {fmt::format("「{}」没有实际完成值和得分，不是绩效自评表，无可复算", name),
                     fmt::format("「{}」 has neither actual values nor scores: it is no self-evaluation form", name)};
  return problem;
}

void say_general(Form& form, SourceRef at) {
  form.repairs.push_back(
      {{"未识别出所属格式，按通用词汇读取", "no dialect knows this form; it was read by the general vocabulary"},
       std::move(at),
       {}});
}

tl::unexpected<Error> nothing_found(const Document& document, const BuiltForms& built) {
  if (!built.problems.empty()) {
    const Problem& first = built.problems.front();
    return failure(ProblemCode::kLookAlike, first.message, document.name, first.at);
  }
  return failure(
      ProblemCode::kNoForm,
      {fmt::format("{} 中没有找到绩效自评表：未见带「实际完成值」或「得分」栏的指标表头", document.name),
       fmt::format("{} holds no self-evaluation form: no indicator table with a column 「实际完成值」 or 「得分」",
                   document.name)},
      document.name);
}

}  // namespace

Result<BuiltForms> build_forms(const Document& document, const Dialects& dialects, const Vocabulary& vocabulary) {
  const Dialects::Tables& tables = dialects.tables();
  const Lexicon all(tables, tables.all, vocabulary);
  const DocumentRows recovered = recover_columns(rows_of(document), all);
  const std::vector<Row>& rows = recovered.rows;
  const std::vector<RowFacts> facts = facts_of_rows(rows, all);

  BuiltForms built;
  for (const FormSegment& segment : find_segments(rows, facts, all)) {
    if (segment.look_alike) {
      built.problems.push_back(look_alike(rows, segment));
      continue;
    }
    const DialectWords& dialect = choose_dialect(rows, facts, segment, all);
    Form form = read_form(rows, facts, segment, Lexicon(tables, dialect, vocabulary), vocabulary);
    form.index = static_cast<int>(built.forms.size()) + 1;
    form.dialect = dialect.id;
    form.profile = dialect.profile;
    if (&dialect == &tables.general()) say_general(form, rows[segment.begin].at());
    built.forms.push_back(std::move(form));
  }
  if (built.forms.empty()) return nothing_found(document, built);
  return built;
}

}  // namespace hebiao
