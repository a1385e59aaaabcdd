package import Kernel

/// What stands on a province's tile, where there is no room for its name: 京, BJ (GB/T 2260's letters).
package enum ProvinceMark {
    /// The first two digits for a province that has none.
    package static func of(_ code: String) -> Phrase { marks[code] ?? Phrase(same: String(code.prefix(2))) }

    private static let marks: [String: Phrase] = [
        "110000": Phrase("京", "BJ"), "120000": Phrase("津", "TJ"), "130000": Phrase("冀", "HE"), "140000": Phrase("晋", "SX"),
        "150000": Phrase("蒙", "NM"), "210000": Phrase("辽", "LN"), "220000": Phrase("吉", "JL"), "230000": Phrase("黑", "HL"),
        "310000": Phrase("沪", "SH"), "320000": Phrase("苏", "JS"), "330000": Phrase("浙", "ZJ"), "340000": Phrase("皖", "AH"),
        "350000": Phrase("闽", "FJ"), "360000": Phrase("赣", "JX"), "370000": Phrase("鲁", "SD"), "410000": Phrase("豫", "HA"),
        "420000": Phrase("鄂", "HB"), "430000": Phrase("湘", "HN"), "440000": Phrase("粤", "GD"), "450000": Phrase("桂", "GX"),
        "460000": Phrase("琼", "HI"), "500000": Phrase("渝", "CQ"), "510000": Phrase("川", "SC"), "520000": Phrase("贵", "GZ"),
        "530000": Phrase("滇", "YN"), "540000": Phrase("藏", "XZ"), "610000": Phrase("陕", "SN"), "620000": Phrase("甘", "GS"),
        "630000": Phrase("青", "QH"), "640000": Phrase("宁", "NX"), "650000": Phrase("新", "XJ"), "710000": Phrase("台", "TW"),
        "810000": Phrase("港", "HK"), "820000": Phrase("澳", "MO"),
    ]
}
