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

// The whole stream, or nothing if it is damaged or cut off. One byte more than `most` is enough to see that it is
// longer.
std::optional<std::string> inflate_all(Stream& raw, std::size_t most) {
  std::string out;
  z_stream z{};
  if (inflateInit(&z) != Z_OK) return std::nullopt;
  raw.reset();
  auto in = std::make_unique_for_overwrite<unsigned char[]>(kBlock);
  auto block = std::make_unique_for_overwrite<unsigned char[]>(kBlock);
  int status = Z_OK;
  while (status == Z_OK && out.size() <= most) {
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
  if (status != Z_STREAM_END && out.size() <= most) return std::nullopt;
  return out;
}

// What Poppler's decoders make of the stream.
std::string decode_all(Stream& stream, std::size_t most) {
  std::string out;
  auto block = std::make_unique_for_overwrite<unsigned char[]>(kBlock);
  stream.reset();
  while (out.size() <= most) {
    int got = stream.doGetChars(kBlock, block.get());
    if (got <= 0) break;
    out.append(reinterpret_cast<const char*>(block.get()), static_cast<std::size_t>(got));
  }
  stream.close();
  return out;
}

}  // namespace

PageContent::PageContent(Object content, std::size_t byte_limit) : room_(byte_limit) {
  if (!content.isArray()) {
    object_ = decoded(std::move(content));
    return;
  }
  auto* streams = new Array(nullptr);  // owned by object_
  for (int i = 0; i < content.arrayGetLength() && !cut_; ++i) streams->add(decoded(content.arrayGet(i)));
  object_ = Object(streams);
}

Object PageContent::decoded(Object stream) {
  if (!stream.isStream()) return stream;
  Stream* raw = under_flate(stream);
  std::optional<std::string> bytes = raw != nullptr ? inflate_all(*raw, room_) : std::nullopt;
  if (!bytes) bytes = decode_all(*stream.getStream(), room_);
  cut_ = bytes->size() > room_;
  if (cut_) bytes->resize(room_);
  room_ -= bytes->size();
  const std::string& kept = bytes_.emplace_back(*std::move(bytes));
  return Object(
      static_cast<Stream*>(new MemStream(kept.data(), 0, static_cast<Goffset>(kept.size()), Object(objNull))));
}

}  // namespace hebiao
