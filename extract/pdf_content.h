// The content of a page with its compression undone ahead of the interpreter.
//
// Poppler's own Flate decoder takes a sixth of the time of a page; zlib gives the same bytes for a quarter of that.
// Streams that zlib does not read to their end (damaged, predicted, other filters) are decoded by Poppler, which takes
// what it can from them. Either way the bytes are counted: a small file can unfold into gigabytes of blanks, over which
// the interpreter would never look up.
#pragma once

#include <poppler/Object.h>

#include <cstddef>
#include <list>
#include <string>

namespace hebiao {

class PageContent {
 public:
  // `content` is what Page::getContents gives: a stream or an array of streams.
  PageContent(Object content, std::size_t byte_limit);

  Object& object() { return object_; }  // for Gfx::display; valid as long as this lives
  bool cut() const { return cut_; }     // the limit was met

 private:
  Object decoded(Object stream);

  std::size_t room_;  // bytes that may still come
  bool cut_ = false;
  std::list<std::string> bytes_;  // what the streams in object_ read from
  Object object_;
};

}  // namespace hebiao
