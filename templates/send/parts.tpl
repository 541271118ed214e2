{{%AUTOESCAPE context="HTML"}}
{{! send/parts.tpl: how many parts a text is. Fed by parts, parts_one, units, room, ucs2 }}
<span class="parts{{#ucs2}} parts-dear{{/ucs2}}" data-parts="{{parts}}" data-units="{{units}}" data-room="{{room}}"><span><strong>{{parts}} {{#parts_one}}part{{/parts_one}}{{#parts_one_not}}parts{{/parts_one_not}}</strong> · {{units}} of {{room}} characters</span></span>
