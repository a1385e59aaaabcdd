// Elements without content.
package func area(_ attributes: Attribute...) -> HTML { void("area", attributes) }
package func br(_ attributes: Attribute...) -> HTML { void("br", attributes) }
package func col(_ attributes: Attribute...) -> HTML { void("col", attributes) }
package func hr(_ attributes: Attribute...) -> HTML { void("hr", attributes) }
package func img(_ attributes: Attribute...) -> HTML { void("img", attributes) }
package func input(_ attributes: Attribute...) -> HTML { void("input", attributes) }
package func link(_ attributes: Attribute...) -> HTML { void("link", attributes) }
package func meta(_ attributes: Attribute...) -> HTML { void("meta", attributes) }
package func source(_ attributes: Attribute...) -> HTML { void("source", attributes) }
package func track(_ attributes: Attribute...) -> HTML { void("track", attributes) }
package func wbr(_ attributes: Attribute...) -> HTML { void("wbr", attributes) }

/// A script file of the site; scripts inside a page are not offered.
package func script(_ attributes: Attribute...) -> HTML { element("script", attributes) { HTML() } }
