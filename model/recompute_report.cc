#include "model/model.h"

namespace hebiao {

std::vector<Finding> recompute_report(const std::vector<AuditedForm>&, const Document&) { return {}; }

}  // namespace hebiao
