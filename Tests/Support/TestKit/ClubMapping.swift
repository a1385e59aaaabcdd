/// A mapping file for the programme of an invented club, in a campaign of its own.
package enum ClubMapping {
    /// The file, its fields as given, one a line.
    package static func file(fields: String..., language: String = "zh") -> String {
        let more = fields.map { "      \($0)\n" }.joined()
        return """
            kepu: 1
            mappings:
              - key: club
                format: csv
                source: club
                campaign:
                  key: club-days
                  create:
                    name: {zh: "俱乐部日", en: "Club days"}
                    kind: series
                    begin: "2023-09-01"
                    end: "2023-09-30"
                    summary: {zh: "虚构的活动。", en: "Invented."}
                    accent: jade
                organiser: {key: club, create: {name: {zh: "俱乐部", en: "Club"}}}
                region: "610113"
                language: \(language)
                fields:
                  external_id: {from: [id]}
                  title: {from: [title]}

            """ + more
    }
}
