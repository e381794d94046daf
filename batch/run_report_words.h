// The counts of a run in the order and by the names of both reports. Internal to run_report*.cc.
#pragma once

#include <array>
#include <string_view>

#include "batch/convert.h"

namespace hebiao {

struct CountLine {
  std::string_view key;
  std::string_view label;
  std::size_t RunCounts::*count;
};
inline constexpr std::array kCounts = {
    CountLine{"seen", "输入", &RunCounts::seen},
    CountLine{"unchanged", "未变（跳过）", &RunCounts::unchanged},
    CountLine{"done", "完成", &RunCounts::done},
    CountLine{"failed", "新失败", &RunCounts::failed},
    CountLine{"quarantined", "已隔离", &RunCounts::quarantined},
    CountLine{"unsupported", "不含自评表", &RunCounts::unsupported},
    CountLine{"vanished", "运行中消失", &RunCounts::vanished},
    CountLine{"left", "还在写入", &RunCounts::left},
    CountLine{"interrupted", "中断未做", &RunCounts::interrupted},
};

}  // namespace hebiao
