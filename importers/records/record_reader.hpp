// A reader that parses on until some records wait, then hands them out one by one.
#ifndef PILOTAGE_IMPORTERS_RECORDS_RECORD_READER_HPP
#define PILOTAGE_IMPORTERS_RECORDS_RECORD_READER_HPP

#include "importers/records/record_queue.hpp"

#include <exception>

namespace pilotage::importers {

class RecordReader : public Reader {
public:
    bool next(Row& row) final;
    const std::vector<Table>& tables() const final { return queue_.tables(); }

protected:
    explicit RecordReader(const Options& options) : options_(options), queue_(options_) {}

    /// Parses a piece of the file into queue(); false at its end. Throws Malformed.
    virtual bool parse_some() = 0;
    /// Parses until enough records wait to tell the tables and their columns. To be called once, by the constructor of
    /// the last class. Throws Malformed when there is not even one record before the fault.
    void begin();

    const Options& options() const { return options_; }
    RecordQueue& queue() { return queue_; }

private:
    void look_ahead();

    Options options_;
    RecordQueue queue_;
    std::exception_ptr failure_; ///< is thrown when the records before it have been handed out
    bool ended_ = false;
};

} // namespace pilotage::importers

#endif
