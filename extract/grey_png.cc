// Grey pixels -> PNG of 16 shades, through libpng.
//
// libpng reports errors by longjmp; nothing here can fail but memory, and the one function that crosses setjmp owns no
// object with a destructor.

#include <png.h>

#include <cassert>
#include <csetjmp>
#include <vector>

#include "extract/render.h"

namespace hebiao {
namespace {

// Level 1 takes 4 ms a page where level 6 takes 9 and level 9 takes 70, for a quarter less.
constexpr int kCompressionLevel = 1;
constexpr int kBitsPerPixel = 4;

void append(png_structp png, png_bytep data, png_size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), size);
}

void flush(png_structp) {}

// `rows` are packed rows of 4-bit pixels. False if libpng gave up; `out` then holds part of a picture.
bool write_rows(png_structp png, png_infop info, png_bytepp rows, int width, int height, std::string* out) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  png_set_write_fn(png, out, append, flush);
  png_set_compression_level(png, kCompressionLevel);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), kBitsPerPixel,
               PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  png_write_image(png, rows);
  png_write_end(png, nullptr);
  return true;
}

unsigned shade(char pixel) { return (static_cast<unsigned>(static_cast<unsigned char>(pixel)) * 15U + 127U) / 255U; }

std::vector<png_byte> pack(std::string_view pixels, std::size_t width, std::size_t height) {
  const std::size_t stride = (width + 1) / 2;
  std::vector<png_byte> packed(stride * height, 0);
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      const unsigned value = shade(pixels[y * width + x]);
      png_byte& two = packed[y * stride + x / 2];
      two = static_cast<png_byte>(x % 2 == 0 ? value << 4U : two | value);
    }
  }
  return packed;
}

}  // namespace

std::string grey_png(std::string_view pixels, int width, int height) {
  assert(width > 0 && height > 0 &&
         pixels.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  std::vector<png_byte> packed = pack(pixels, static_cast<std::size_t>(width), static_cast<std::size_t>(height));
  std::vector<png_bytep> rows;
  rows.reserve(static_cast<std::size_t>(height));
  const std::size_t stride = packed.size() / static_cast<std::size_t>(height);
  for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) rows.push_back(packed.data() + y * stride);

  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  if (png == nullptr) return {};
  png_infop info = png_create_info_struct(png);
  std::string out;
  const bool complete = info != nullptr && write_rows(png, info, rows.data(), width, height, &out);
  png_destroy_write_struct(&png, &info);
  return complete ? out : std::string();
}

}  // namespace hebiao
