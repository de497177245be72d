// The cases of one site while they are gathered: what the sites' lists have in common.
#pragma once

#include "examples/generate/cases.hpp"

#include <string_view>

namespace pilotage::generate {

using Edit = std::function<void(Tables&)>;
using Spoil = std::function<void(Files&)>;

/// A cell of the good return; all from 0.
struct Spot {
    std::size_t table = 0, row = 0, column = 0;
};

class CaseList {
public:
    explicit CaseList(const Tables& base) : base_(base) {}

    /// A return in which nothing is wrong, whatever was changed in it.
    void good(std::string name, std::string what, Edit edit = nullptr, Spoil spoil = nullptr);
    /// A return that is taken in; in part, where `change` rejects a record.
    void taken(std::string kind, std::string name, std::string what, std::vector<Promise> promises,
               std::optional<Change> change, Edit edit, Spoil spoil = nullptr);
    void taken(std::string kind, std::string name, std::string what, std::vector<Promise> promises,
               std::optional<Change> change, Spoil spoil);
    /// A return that cannot be used.
    void refused(std::string name, std::string what, std::vector<Promise> promises, Edit edit);
    void refused(std::string name, std::string what, std::vector<Promise> promises, Spoil spoil);
    /// A return of which one cell was changed.
    void changed(std::string kind, std::string name, std::string what, Spot spot, Cell value, Promise promise,
                 Change change);
    /// To change the case that was added last.
    Case& last() { return made_.back(); }
    const Tables& base() const { return base_; }
    std::vector<Case> take() { return std::move(made_); }

protected:
    const Tables& base_;

private:
    std::vector<Case> made_;
};

/// The column with that heading in the row `headings`. Throws std::logic_error where there is none.
std::size_t column_of(const Table& table, std::size_t headings, const std::string& heading);

/// Replaces the first `from`. Throws std::logic_error where there is none.
void replace(std::string& bytes, std::string_view from, std::string_view to);

/// A file of another kind than any that a site sends.
extern const char* const pdf_bytes;

} // namespace pilotage::generate
