// The content of a page with its compression undone ahead of the interpreter.
//
// Poppler's own Flate decoder takes a sixth of the time of a page; zlib gives the same bytes for a quarter of that.
// Streams that zlib does not read to their end (damaged, predicted, encrypted in odd ways, larger than the limit) are
// left to Poppler, which takes what it can from them.
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

 private:
  Object inflated(Object stream, std::size_t byte_limit);

  std::list<std::string> bytes_;  // what the streams in object_ read from
  Object object_;
};

}  // namespace hebiao
