// The value grammar, a line a case: what a cell says, in canonical form. Expected values follow the canonical form's
// description, not the program.

#include <gtest/gtest.h>

#include "tests/normalize/readings.h"

namespace hebiao::testing {
namespace {

struct Case {
  const char* text;
  const char* context;
  const char* reading;  // kind|comparator|value|unit|quantum|flags|alternative
};

void check(const Case* begin, const Case* end) {
  for (const Case* one = begin; one != end; ++one)
    EXPECT_EQ(line(one->text, one->context), one->reading) << "「" << one->text << "」 " << one->context;
}

template <std::size_t kCount>
void check(const Case (&cases)[kCount]) {
  check(cases, cases + kCount);
}

TEST(ReadValue, ComparatorsAsSignsAndWords) {
  check({
      {"≥12.50(场)", "col=target", "quantity|ge|[12.5,+inf)|场|0.01|-|-"},
      {">=12.5场", "", "quantity|ge|[12.5,+inf)|场|0.1|-|-"},
      {"≧7座", "", "quantity|ge|[7,+inf)|座|1|repaired|-"},
      {"》85%", "", "percent|ge|[85,+inf)|%|1|repaired|-"},
      {"＜3起", "", "quantity|lt|(-inf,3)|起|1|-|-"},
      {"≠0", "", "quantity|ne|!0|-|1|-|-"},
      {"不低于85%", "", "percent|ge|[85,+inf)|%|1|-|-"},
      {"不超过45天", "", "quantity|le|(-inf,45]|d|1|-|-"},
      {"至少举办6场", "", "quantity|ge|[6,+inf)|场|1|-|-"},
      {"达到92%以上", "", "percent|ge|[92,+inf)|%|1|-|-"},
      {"控制在8%以内", "", "percent|le|(-inf,8]|%|1|-|-"},
      {"18个月以上", "", "quantity|ge|[18,+inf)|mo|1|-|-"},
      {"超过60件", "", "quantity|gt|(60,+inf)|件|1|-|-"},
      {"不满12周岁", "", "quantity|lt|(-inf,12)|岁|1|-|-"},
      {"40人以外", "", "quantity|gt|(40,+inf)|人|1|-|-"},
      {"5万元（含）以上", "", "money|ge|[50000,+inf)|CNY|10000|-|-"},
      {"5万元（不含）以上", "", "money|gt|(50000,+inf)|CNY|10000|-|-"},
      {"2个（含2个）以上", "", "quantity|ge|[2,+inf)|个|1|-|-"},
      {"比80大", "", "quantity|gt|(80,+inf)|-|1|-|-"},
      // Not comparators, or none that belongs to a figure.
      {"节约8%", "", "percent|-|8|%|1|-|-"},
      {"通过60项", "", "quantity|-|60|项|1|-|-"},
      {"不超过预算的8%", "", "none|-|-|-|-|unreadable|-"},
      {"不少于5件以下", "", "none|-|-|-|-|unreadable|-"},
      {"≥", "", "none|-|-|-|-|qualitative|-"},
      {"规模不超过上年", "", "none|-|-|-|-|qualitative|-"},
      {"≤45（分钟）", "col=actual", "quantity|le|(-inf,45]|min|1|sign_echo|-"},
      {"45分钟以内", "col=actual", "quantity|le|(-inf,45]|min|1|-|-"},
      {"=45（分钟）", "col=actual", "quantity|eq|45|min|1|-|-"},
  });
}

TEST(ReadValue, NumbersAndGrouping) {
  check({
      {"2,345.60", "", "number|-|2345.6|-|0.01|-|-"},
      {"2，345", "", "number|-|2345|-|1|-|-"},
      {"12 345 678", "", "number|-|12345678|-|1|-|-"},
      {"007", "", "number|-|7|-|1|-|-"},
      {"-0.50", "", "number|-|-0.5|-|0.01|-|-"},
      {"－8", "", "number|-|-8|-|1|-|-"},
      {"6/8", "", "number|-|0.75|-|-|-|-"},
      {"1:15", "", "number|-|1/15|-|-|ratio|-"},
      {"第12", "", "number|-|12|-|1|ordinal|-"},
      {"4.5万", "", "number|-|45000|-|1000|-|-"},
      {"123456789012345678901234567890", "", "number|-|123456789012345678901234567890|-|1|-|-"},
      {"77,00.0,1", "", "none|-|-|-|-|unreadable|-"},
      {"1,2345", "", "none|-|-|-|-|unreadable|-"},
      {"98,76", "", "none|-|-|-|-|unreadable|-"},
      {"8..5", "", "none|-|-|-|-|unreadable|-"},
      {"4 200", "", "none|-|-|-|-|unreadable|-"},
      {"100, 200", "", "none|-|-|-|-|unreadable|-"},
      {"9O%", "", "none|-|-|-|-|unreadable|-"},
      {"10³", "", "none|-|-|-|-|unreadable|-"},
      {"6①", "", "none|-|-|-|-|unreadable|-"},
      {"2½", "", "none|-|-|-|-|unreadable|-"},
      {"3e8", "", "none|-|-|-|-|unreadable|-"},
      {"8k", "", "none|-|-|-|-|unreadable|-"},
      {"5/0", "", "none|-|-|-|-|unreadable|-"},
      {"9:30", "", "none|-|-|-|-|unreadable|-"},
  });
}

TEST(ReadValue, ChineseNumerals) {
  check({
      {"三百零七", "", "number|-|307|-|-|-|-"},
      {"四百六", "", "number|-|460|-|-|colloquial|-"},
      {"两万三", "", "number|-|23000|-|-|colloquial|-"},
      {"叁仟贰佰", "", "number|-|3200|-|-|-|-"},
      {"參仟貳佰", "", "number|-|3200|-|-|repaired|-"},
      {"七亿零五十万", "", "number|-|700500000|-|-|-|-"},
      {"6万3千", "", "number|-|63000|-|-|-|-"},
      {"8万2500", "", "number|-|82500|-|-|-|-"},
      {"二〇二四", "", "number|-|2024|-|-|digits|-"},
      {"十二点七五", "", "number|-|12.75|-|-|-|-"},
      {"三分之一", "", "number|-|1/3|-|-|-|-"},
      {"二又四分之一", "", "number|-|2.25|-|-|-|-"},
      {"百分之十二点五", "", "percent|-|12.5|%|-|-|-"},
      {"千分之四", "", "percent|-|0.4|%|-|-|-"},
      {"一百分之四", "", "number|-|0.04|-|-|-|-"},
      {"百分之百", "", "percent|-|100|%|-|-|-"},
      {"九成", "", "percent|-|90|%|-|colloquial|-"},
      {"一两天", "", "range|-|[1,2]|d|-|approx|-"},
      {"三斤二两", "", "quantity|-|3.2|斤|-|-|-"},
      {"两三天", "", "range|-|[2,3]|d|-|approx|-"},
      {"七八十人", "", "range|-|[70,80]|人|-|approx|-"},
      {"十六七个", "", "range|-|[16,17]|个|-|approx|-"},
      {"五千余亩", "", "quantity|-|(5000,6000)|亩|-|over|-"},
      {"几百", "", "number|-|(100,1000)|-|-|over|-"},
      {"两年半", "", "quantity|-|2.5|a|-|-|-"},
      {"三年零三个月", "", "quantity|-|3.25|a|-|-|-"},
      {"半小时", "", "quantity|-|0.5|h|-|-|-"},
      {"四千米", "", "quantity|-|4|km|-|-|-"},
      {"两千米", "", "quantity|-|2000|m|-|-|-"},
      {"负二十", "", "number|-|-20|-|-|-|-"},
      {"十三十四", "", "none|-|-|-|-|unreadable|-"},
      {"三百四百", "", "none|-|-|-|-|unreadable|-"},
      {"零点", "", "none|-|-|-|-|unreadable|-"},
      {"二五", "", "none|-|-|-|-|unreadable|-"},
      {"5.2万零30", "", "none|-|-|-|-|unreadable|-"},
      {"八点三十", "", "none|-|-|-|-|unreadable|-"},
      {"万", "", "none|-|-|-|-|qualitative|-"},
      {"百姓", "", "none|-|-|-|-|qualitative|-"},
  });
}

TEST(ReadValue, UnitsAndRates) {
  check({
      {"47人", "col=actual", "quantity|-|47|人|1|-|-"},
      {"1250人次", "", "quantity|-|1250|人次|1|-|-"},
      {"≥15(万册)", "", "quantity|ge|[150000,+inf)|册|10000|-|-"},
      {"=8(篇/月)", "", "quantity|eq|8|篇/mo|1|-|-"},
      {"≤80(元/人·天)", "", "money|le|(-inf,80]|CNY/人/d|1|-|-"},
      {"≤3(次/10万公顷)", "", "quantity|le|(-inf,0.00003]|次/har|0.00001|-|-"},
      {"≤5件/万人", "", "quantity|le|(-inf,0.0005]|件/人|0.0001|-|-"},
      {"每亩补贴150元", "", "money|-|150|CNY/亩|1|-|-"},
      {"每千人口5张", "", "none|-|-|-|-|unreadable|-"},
      {"前10名", "", "none|-|-|-|-|unreadable|-"},
      {"5T", "", "none|-|-|-|-|unreadable|-"},
      {"每季度不少于2次", "", "quantity|ge|[2,+inf)|次/季|1|-|-"},
      {"2次/季度", "", "quantity|-|2|次/季|1|-|-"},
      {"每人每天60元", "", "money|-|60|CNY/人/d|1|-|-"},
      {"8个工作日", "", "quantity|-|8|工作日|1|-|-"},
      {"3.6㎡", "", "quantity|-|3.6|m2|0.1|-|-"},
      {"3.6平方米", "", "quantity|-|3.6|m2|0.1|-|-"},
      {"12千瓦时", "", "quantity|-|12|kW.h|1|-|-"},
      {"4‰", "", "percent|-|0.4|%|0.1|-|-"},
      {"2.5个百分点", "", "percent|-|2.5|pp|0.1|-|-"},
      {"摄氏36.5度", "", "quantity|-|36.5|Cel|0.1|-|-"},
      {"8天6小时", "", "quantity|-|8.25|d|-|-|-"},
      {"5(机组)", "", "quantity|-|5|机组|1|-|-"},
      {"7(个", "", "quantity|-|7|个|1|repaired|-"},
      {"12个行政村", "", "quantity|-|12|个|1|-|-"},
      {"30", "hunit=人", "quantity|-|30|人|1|header_unit|-"},
      {"30次", "hunit=人", "quantity|-|30|次|1|-|-"},
      {"30", "hunit=1", "number|-|30|-|1|-|-"},
      {"5mm7", "", "none|-|-|-|-|unreadable|-"},
      {"5G", "", "none|-|-|-|-|name|-"},
      {"5(其中新增2)", "", "none|-|-|-|-|unreadable|-"},
      {"12个/", "", "none|-|-|-|-|unreadable|-"},
  });
}

TEST(ReadValue, Money) {
  check({
      {"2,345.60", "hunit=万元;col=fund", "money|-|23456000|CNY|100|header_unit|-"},
      {"7.5万", "hunit=万元;col=fund", "money|-|75000|CNY|1000|header_unit|-"},
      {"88.20元", "", "money|-|88.2|CNY|0.01|-|-"},
      {"3.2亿元", "", "money|-|320000000|CNY|10000000|-|-"},
      {"￥1,200", "", "money|-|1200|CNY|1|-|-"},
      {"人民币30万元", "", "money|-|300000|CNY|10000|-|-"},
      {"150万美元", "", "money|-|1500000|USD|10000|-|-"},
      {"港币两千元", "", "money|-|2000|HKD|-|-|-"},
      {"12元3角4分", "", "money|-|12.34|CNY|0.01|-|-"},
      {"叁拾圆整", "", "money|-|30|CNY|-|-|-"},
      {"十五块八", "", "money|-|15.8|CNY|-|colloquial|-"},
      {"92分", "col=target", "quantity|-|92|分|1|-|-"},
      {"92分以上", "", "quantity|ge|[92,+inf)|分|1|-|-"},
      {"元整", "", "none|-|-|-|-|qualitative|-"},
      {"五角星", "", "none|-|-|-|-|qualitative|-"},
  });
}

TEST(ReadValue, RangesBandsAndTolerances) {
  check({
      {"250-350(人)", "col=target", "range|-|[250,350]|人|1|-|-"},
      {"85%～90%", "", "range|-|[85,90]|%|1|-|-"},
      {"85-90%", "", "range|-|[85,90]|%|1|-|-"},
      {"3—6万元", "", "range|-|[30000,60000]|CNY|10000|-|-"},
      {"6-12万人", "", "range|-|[60000,120000]|人|10000|ambiguous|[6,120000]"},
      {"2.5到3.25米", "", "range|-|[2.5,3.25]|m|0.1,0.01|-|-"},
      {"30分钟至2小时", "", "range|-|[0.5,2]|h|-|-|-"},
      {"大于5小于9", "", "range|-|(5,9)|-|1|-|-"},
      {"5年以上8年以下", "", "range|-|[5,8]|a|1|-|-"},
      {"80与120之间", "", "range|-|[80,120]|-|1|-|-"},
      {"60%≤优良率＜75%", "", "range|-|[60,75)|%|1|-|-"},
      {"80-60%（含）", "", "range|-|[60,80)|%|1|band|[60,80]"},
      {"100-80%（含）", "", "range|-|[80,100]|%|1|band|-"},
      {"22±3℃", "", "range|-|[19,25]|Cel|1|-|-"},
      {"±4%", "", "range|-|[-4,4]|%|1|-|-"},
      {"约50-60人", "", "range|approx|[50,60]|人|1|approx|-"},
      {"5-", "", "none|-|-|-|-|unreadable|-"},
      {"≥5-8天", "", "none|-|-|-|-|unreadable|-"},
      {"3-5-7", "", "none|-|-|-|-|unreadable|-"},
      {"5人-8次", "", "none|-|-|-|-|unreadable|-"},
  });
}

TEST(ReadValue, ApproximateWordsAndChanges) {
  check({
      {"约450人", "", "quantity|approx|450|人|1|approx|-"},
      {"450人左右", "", "quantity|approx|450|人|1|approx|-"},
      {"近450人", "", "quantity|approx|450|人|1|approx,under|-"},
      {"4500余件", "", "quantity|-|(4500,4600)|件|1|over|-"},
      {"40多万", "", "number|-|(400000,500000)|-|10000|over|-"},
      {"三个多月", "", "quantity|-|(3,4)|mo|-|over|-"},
      {"同比增长4.2%", "", "percent|-|4.2|%|0.1|delta|-"},
      {"下降6%", "", "percent|-|-6|%|1|delta|-"},
      {"降低不少于3个百分点", "", "percent|le|(-inf,-3]|pp|1|delta|-"},
      {"提高到96%", "", "percent|-|96|%|1|-|-"},
      {"约占全国的1/3", "", "none|-|-|-|-|unreadable|-"},
      {"附近", "", "none|-|-|-|-|qualitative|-"},
      {"多余", "", "none|-|-|-|-|qualitative|-"},
  });
}

TEST(ReadValue, Dates) {
  check({
      {"2022年7月9日", "", "date|-|2022-07-09|-|-|-|-"},
      {"2022.7.9", "", "date|-|2022-07-09|-|-|-|-"},
      {"二〇二二年七月", "", "date|-|[2022-07-01,2022-07-31]|-|-|-|-"},
      {"3月底前", "year=2022", "date|le|(-inf,2022-03-31]|-|-|-|-"},
      {"≤12月", "year=2022", "date|le|(-inf,2022-12-31]|-|-|-|-"},  // sign, value and unit from three cells
      {"<=6月30日", "year=2022", "date|le|(-inf,2022-06-30]|-|-|-|-"},
      {"≤2022年11月", "-", "date|le|(-inf,2022-11-30]|-|-|-|-"},
      {"=12月", "year=2022", "date|-|[2022-12-01,2022-12-31]|-|-|-|-"},
      {"≤12个月", "year=2022", "quantity|le|(-inf,12]|mo|1|-|-"},
      {"≤3年", "year=2022", "quantity|le|(-inf,3]|a|1|-|-"},
      {"≤5日", "year=2022", "quantity|le|(-inf,5]|d|1|-|-"},
      {"≥6月", "year=2022", "none|-|-|-|-|unreadable|-"},
      {"9月前", "year=2022", "date|lt|(-inf,2022-09-01)|-|-|ambiguous|(-inf,2022-09-30]"},
      {"9月15日前", "year=2022", "date|le|(-inf,2022-09-15]|-|-|ambiguous|(-inf,2022-09-15)"},
      {"8月底", "year=2022", "date|-|[2022-08-21,2022-08-31]|-|-|approx|-"},
      {"8月中旬", "year=2022", "date|-|[2022-08-11,2022-08-20]|-|-|-|-"},
      {"年底前", "year=2022", "date|le|(-inf,2022-12-31]|-|-|-|-"},
      {"年初", "year=2022", "date|-|[2022-01-01,2022-01-31]|-|-|approx|-"},
      {"二季度", "year=2022", "date|-|[2022-04-01,2022-06-30]|-|-|-|-"},
      {"下半年", "year=2022", "date|-|[2022-07-01,2022-12-31]|-|-|-|-"},
      {"1-11月", "year=2022", "date|-|[2022-01-01,2022-11-30]|-|-|-|-"},
      {"2021年9月-2022年6月", "", "date|-|[2021-09-01,2022-06-30]|-|-|-|-"},
      {"2019-2021", "", "date|-|[2019-01-01,2021-12-31]|-|-|-|-"},
      {"明年3月", "year=2022", "date|-|[2023-03-01,2023-03-31]|-|-|-|-"},
      {"截至2022年6月底", "", "date|le|(-inf,2022-06-30]|-|-|-|-"},
      {"2022年5月起", "", "date|ge|[2022-05-01,+inf)|-|-|-|-"},
      {"每月8日前", "", "date|-|XXXX-XX-08|-|-|recurring|-"},
      {"7月", "", "date|-|[XXXX-07-01,XXXX-07-31]|-|-|-|-"},
      {"5月底及9月底前完成", "year=2022", "multi|le ; le|(-inf,2022-05-31] ; (-inf,2022-09-30]|- ; -|- ; -|-|-"},
      {"6月30日、9月30日前", "year=2022",
       "multi|le ; le|(-inf,2022-06-30] ; (-inf,2022-09-30]|- ; -|- ; -|ambiguous|(-inf,2022-06-30) ; "
       "(-inf,2022-09-30)"},
      {"6月30日前完成验收", "year=2022", "date|le|(-inf,2022-06-30]|-|-|ambiguous|(-inf,2022-06-30)"},
      {"到2025年", "", "date|le|(-inf,2025-12-31]|-|-|-|-"},
      {"2025年以上", "", "none|-|-|-|-|unreadable|-"},
      {"7个月", "", "quantity|-|7|mo|1|-|-"},
      {"2023年2月29日", "", "none|-|-|-|-|unreadable|-"},
      {"14月", "year=2022", "none|-|-|-|-|unreadable|-"},
      {"11月31日", "year=2022", "none|-|-|-|-|unreadable|-"},
      {"9月-3月", "year=2022", "none|-|-|-|-|unreadable|-"},
      {"2022年度部门预算", "", "none|-|-|-|-|unreadable|-"},
  });
}

TEST(ReadValue, SeveralValues) {
  check({
      {"2小时内响应，8小时内修复", "", "multi|le ; le|(-inf,2] ; (-inf,8]|h ; h|1 ; 1|-|-"},
      {"6场、240人次", "", "multi|- ; -|6 ; 240|场 ; 人次|1 ; 1|-|-"},
      {"新建3座；改建5座", "", "multi|- ; -|3 ; 5|座 ; 座|1 ; 1|-|-"},
      {"3个，质量良好", "", "none|-|-|-|-|unreadable|-"},
      {"计3加5等于8", "", "none|-|-|-|-|unreadable|-"},
  });
}

TEST(ReadValue, WordsNamesAndBlanks) {
  check({
      {"", "", "none|-|-|-|-|null|-"},
      {"　", "", "none|-|-|-|-|null|-"},
      {"—", "", "none|-|-|-|-|null|-"},
      {"无", "", "none|-|-|-|-|null|-"},
      {"不适用", "", "none|-|-|-|-|null|-"},
      {"效果良好", "", "none|-|-|-|-|qualitative|-"},
      {"进一步完善", "", "none|-|-|-|-|qualitative|-"},
      {"年初预算数", "", "none|-|-|-|-|qualitative|-"},
      {"“八一”慰问", "", "none|-|-|-|-|name|-"},
      {"十三五", "", "none|-|-|-|-|name|-"},
      {"7×24小时", "", "none|-|-|-|-|unreadable|-"},
      {"GB/T 19001-2016", "", "none|-|-|-|-|name|-"},
      {"沪财预〔2022〕18号", "", "none|-|-|-|-|name|-"},
      {"热线12328", "", "none|-|-|-|-|name|-"},
      {"5A景区", "", "none|-|-|-|-|unreadable|-"},
      {"B2B", "", "none|-|-|-|-|unreadable|-"},
      {"二十届三中全会", "", "none|-|-|-|-|qualitative|-"},
      {"三级甲等", "", "none|-|-|-|-|name|-"},
      {"一支队伍", "", "none|-|-|-|-|qualitative|-"},
      {"24小时值守", "", "none|-|-|-|-|unreadable|-"},
  });
}

TEST(ParseContext, RefusesWhatItDoesNotKnow) {
  EXPECT_TRUE(parse_context("year=2023;hunit=万元;col=fund").has_value());
  EXPECT_TRUE(parse_context("").has_value());
  EXPECT_TRUE(parse_context("-").has_value());
  for (const char* bad : {"year=23", "year=20x3", "col=cost", "unit=元", "year", ";"}) {
    const auto refused = parse_context(bad);
    ASSERT_FALSE(refused.has_value()) << bad;
    EXPECT_FALSE(refused.error().problem.message.zh.empty());
    EXPECT_FALSE(refused.error().problem.message.en.empty());
  }
}

}  // namespace
}  // namespace hebiao::testing
