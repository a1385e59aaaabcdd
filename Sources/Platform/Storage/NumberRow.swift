/// One row of whole numbers, by the places of its columns; it ends with the call to which it is given.
package struct NumberRow {
    private let values: UnsafeBufferPointer<Int64>

    package init(_ values: UnsafeBufferPointer<Int64>) { self.values = values }

    package subscript(_ place: Int) -> Int64 { values[place] }
}
