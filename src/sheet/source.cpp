#include "sheet/source.h"
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <lzma.h>
#include <sys/stat.h>

namespace karya::sheet {

namespace {

struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

class FileSource final : public Source {
public:
    FileSource(File file, std::int64_t size) : m_file(std::move(file)), m_size(size) { }

    Result<std::size_t> read(std::span<char> into) override
    {
        auto const count = std::fread(into.data(), 1, into.size(), m_file.get());
        if (count < into.size() && std::ferror(m_file.get()) != 0) return file_unreadable;
        m_position += static_cast<std::int64_t>(count);
        return count;
    }
    std::int64_t position() const override { return m_position; }
    std::int64_t size() const override { return m_size; }

private:
    File m_file;
    std::int64_t m_size;
    std::int64_t m_position { 0 };
};

class MemorySource final : public Source {
public:
    explicit MemorySource(std::string bytes) : m_bytes(std::move(bytes)) { }

    Result<std::size_t> read(std::span<char> into) override
    {
        auto const count = std::min(into.size(), m_bytes.size() - m_at);
        std::memcpy(into.data(), m_bytes.data() + m_at, count);
        m_at += count;
        return count;
    }
    std::int64_t position() const override { return static_cast<std::int64_t>(m_at); }
    std::int64_t size() const override { return static_cast<std::int64_t>(m_bytes.size()); }

private:
    std::string m_bytes;
    std::size_t m_at { 0 };
};

class XzSource final : public Source {
public:
    explicit XzSource(std::unique_ptr<Source> packed) : m_packed(std::move(packed))
    {
        constexpr std::uint64_t memory_bytes_max = 128ULL << 20;
        m_broken = lzma_stream_decoder(&m_stream, memory_bytes_max, LZMA_CONCATENATED) != LZMA_OK;
    }
    ~XzSource() override { lzma_end(&m_stream); }
    XzSource(XzSource const&) = delete;
    XzSource& operator=(XzSource const&) = delete;

    Result<std::size_t> read(std::span<char> into) override
    {
        m_stream.next_out = reinterpret_cast<std::uint8_t*>(into.data());
        m_stream.avail_out = into.size();
        while (m_stream.avail_out > 0 && !m_ended) {
            if (m_broken) return damaged;
            if (m_stream.avail_in == 0) TRY(refill());
            auto const state = lzma_code(&m_stream, m_at_end ? LZMA_FINISH : LZMA_RUN);
            m_ended = state == LZMA_STREAM_END;
            m_broken = state != LZMA_OK && !m_ended;
        }
        return into.size() - m_stream.avail_out;
    }
    std::int64_t position() const override { return m_packed->position(); }
    std::int64_t size() const override { return m_packed->size(); }

private:
    Result<void> refill()
    {
        auto const count = TRY(m_packed->read(m_buffer));
        m_stream.next_in = reinterpret_cast<std::uint8_t const*>(m_buffer.data());
        m_stream.avail_in = count;
        m_at_end = count == 0;
        return {};
    }

    std::unique_ptr<Source> m_packed;
    lzma_stream m_stream = LZMA_STREAM_INIT;
    std::array<char, 64 << 10> m_buffer {};
    bool m_at_end { false };
    bool m_ended { false };
    bool m_broken { false };
};

class HeadSource final : public Source {
public:
    HeadSource(std::string head, std::unique_ptr<Source> rest)
        : m_head(std::move(head)),
          m_rest(std::move(rest))
    {
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        auto const count = std::min(into.size(), m_head.size() - m_at);
        std::memcpy(into.data(), m_head.data() + m_at, count);
        m_at += count;
        return count + TRY(m_rest->read(into.subspan(count)));
    }
    std::int64_t position() const override { return m_rest->position(); }
    std::int64_t size() const override { return m_rest->size(); }

private:
    std::string m_head;
    std::unique_ptr<Source> m_rest;
    std::size_t m_at { 0 };
};

} // namespace

Result<std::unique_ptr<Source>> open_file(std::string const& path)
{
    File file { std::fopen(path.c_str(), "rbe") };
    struct stat about {};
    if (!file || fstat(fileno(file.get()), &about) != 0 || !S_ISREG(about.st_mode))
        return Error { file_unreadable, path };
    return std::unique_ptr<Source> { std::make_unique<FileSource>(std::move(file), about.st_size) };
}

std::unique_ptr<Source> from_memory(std::string bytes)
{
    return std::make_unique<MemorySource>(std::move(bytes));
}

std::unique_ptr<Source> unpacked(std::unique_ptr<Source> packed)
{
    return std::make_unique<XzSource>(std::move(packed));
}

std::unique_ptr<Source> with_head(std::string head, std::unique_ptr<Source> rest)
{
    return std::make_unique<HeadSource>(std::move(head), std::move(rest));
}

} // namespace karya::sheet
