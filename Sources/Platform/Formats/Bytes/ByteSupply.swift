/// Where bytes come from, a piece at a time.
protocol ByteSupply: AnyObject {
    /// Fills up to `buffer.count` bytes and says how many; 0 only at the end.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FormatProblem) -> Int
}
