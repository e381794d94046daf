// Traditional characters and their simplified forms, for matching only: no stored text is ever converted.
#pragma once

namespace hebiao {

// The simplified form of one ideograph, by OpenCC's table of characters; itself if it has none.
char32_t simplified(char32_t ideograph);

}  // namespace hebiao
