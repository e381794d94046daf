#include "extract/pdf_content.h"

#include <poppler/Array.h>
#include <poppler/Dict.h>
#include <poppler/Stream.h>
#include <zlib.h>

#include <memory>
#include <optional>
#include <utility>

namespace hebiao {
namespace {

constexpr int kBlock = 1 << 16;

// The bytes under a lone Flate filter, or nothing if the stream is anything else.
Stream* under_flate(Object& object) {
  if (!object.isStream() || object.getStream()->getKind() != strFlate) return nullptr;
  Dict* dict = object.streamGetDict();
  bool plain = dict->lookup("DecodeParms").isNull() && dict->lookup("DP").isNull();
  return plain ? object.getStream()->getNextStream() : nullptr;
}

// The whole stream, or nothing if it is damaged, cut off, or longer than the limit.
std::optional<std::string> inflate_all(Stream& raw, std::size_t byte_limit) {
  std::string out;
  z_stream z{};
  if (inflateInit(&z) != Z_OK) return std::nullopt;
  raw.reset();
  auto in = std::make_unique_for_overwrite<unsigned char[]>(kBlock);
  auto block = std::make_unique_for_overwrite<unsigned char[]>(kBlock);
  int status = Z_OK;
  while (status == Z_OK && out.size() <= byte_limit) {
    if (z.avail_in == 0) {
      int got = raw.doGetChars(kBlock, in.get());
      if (got <= 0) break;
      z.next_in = in.get();
      z.avail_in = static_cast<uInt>(got);
    }
    z.next_out = block.get();
    z.avail_out = kBlock;
    status = inflate(&z, Z_NO_FLUSH);
    out.append(reinterpret_cast<const char*>(block.get()), kBlock - z.avail_out);
  }
  inflateEnd(&z);
  if (status != Z_STREAM_END) return std::nullopt;
  return out;
}

}  // namespace

PageContent::PageContent(Object content, std::size_t byte_limit) {
  if (!content.isArray()) {
    object_ = inflated(std::move(content), byte_limit);
    return;
  }
  auto* streams = new Array(nullptr);  // owned by object_
  for (int i = 0; i < content.arrayGetLength(); ++i) {
    streams->add(inflated(content.arrayGet(i), byte_limit));
  }
  object_ = Object(streams);
}

Object PageContent::inflated(Object stream, std::size_t byte_limit) {
  Stream* raw = under_flate(stream);
  if (raw == nullptr) return stream;
  std::optional<std::string> bytes = inflate_all(*raw, byte_limit);
  if (!bytes) return stream;
  const std::string& kept = bytes_.emplace_back(*std::move(bytes));
  return Object(
      static_cast<Stream*>(new MemStream(kept.data(), 0, static_cast<Goffset>(kept.size()), Object(objNull))));
}

}  // namespace hebiao
