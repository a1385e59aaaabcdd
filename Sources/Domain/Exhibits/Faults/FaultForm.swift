import Kernel
import Web

/// What is said of a fault, and of its repair.
enum FaultForm {
    static let report = Form(
        FormField(
            "says", "哪里坏了", "What is broken", .longText(max: 500), required: true,
            hint: Phrase("例如：手柄转不动；左边的灯不亮。", "Such as: the handle is stuck; the left lamp is dark.")))

    static let step = Form(
        FormField("due_on", "预计修好的日期", "Mended by", .day, hint: Phrase("在此之前不能预留。", "It cannot be reserved until then.")),
        FormField(
            "remark", "说明", "Remark", .longText(max: Fault.longest), hint: Phrase("报废或查无故障时必填。", "Needed when it is written off or nothing is wrong.")
        ),
        FormField("part", "用了什么配件", "Part that was used", .text(max: 200)), FormField("part_number", "件数", "How many", .integer(1...1000)),
        FormField("part_price", "单价（元）", "Price of one (yuan)", .real(0...10_000_000)))
}
