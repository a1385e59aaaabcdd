/// Writes a FeatureCollection after RFC 7946, feature by feature.
///
/// Behind the features stands `numberReturned`, as the OGC's programs expect it.
package struct GeoJSONWriter: FormatWriter {
    private var list: JSONListWriter

    /// - Parameter head: members of the collection of our own, such as a title, a licence, or links.
    package init(head: [Datum.Member] = []) {
        let type = Datum.Member("type", .text("FeatureCollection"))
        list = JSONListWriter(list: "features", counted: "numberReturned", head: [type] + head)
    }

    package var count: Int { list.count }
    package var pending: Int { list.pending }
    package mutating func drain() -> [UInt8] { list.drain() }

    /// Adds a feature; without a place its geometry is null, as the standard says of what is located nowhere.
    package mutating func add(id: String, geometry: GeoJSONGeometry?, properties: [Datum.Member]) {
        list.add { json in
            json.beginObject()
            json.member("type", .text("Feature"))
            json.member("id", .text(id))
            json.key("geometry")
            if let geometry { geometry.write(to: &json) } else { json.null() }
            json.member("properties", .object(properties))
            json.end()
        }
    }

    package mutating func finish() { list.finish() }

    /// Closes the list, says how many features it held, and writes `tail`: members of our own that are known only now.
    package mutating func finish(tail: [Datum.Member]) { list.finish(tail: tail) }
}
