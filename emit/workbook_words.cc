#include "emit/workbook_words.h"

namespace hebiao::words {

xlsx::OverflowWords overflow() {
  return {"长文本", {"工作表", "单元格", "第几段", "续文"}, "……（未完，续见工作表「长文本」第 {} 行）"};
}

}  // namespace hebiao::words
